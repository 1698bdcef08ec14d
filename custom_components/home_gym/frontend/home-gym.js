// node_modules/@lit/reactive-element/css-tag.js
var e = globalThis, t = e.ShadowRoot && (e.ShadyCSS === void 0 || e.ShadyCSS.nativeShadow) && "adoptedStyleSheets" in Document.prototype && "replace" in CSSStyleSheet.prototype, n = Symbol(), r = /* @__PURE__ */ new WeakMap(), i = class {
	constructor(e, t, r) {
		if (this._$cssResult$ = !0, r !== n) throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");
		this.cssText = e, this.t = t;
	}
	get styleSheet() {
		let e = this.o, n = this.t;
		if (t && e === void 0) {
			let t = n !== void 0 && n.length === 1;
			t && (e = r.get(n)), e === void 0 && ((this.o = e = new CSSStyleSheet()).replaceSync(this.cssText), t && r.set(n, e));
		}
		return e;
	}
	toString() {
		return this.cssText;
	}
}, a = (e) => new i(typeof e == "string" ? e : e + "", void 0, n), o = (e, ...t) => new i(e.length === 1 ? e[0] : t.reduce((t, n, r) => t + ((e) => {
	if (!0 === e._$cssResult$) return e.cssText;
	if (typeof e == "number") return e;
	throw Error("Value passed to 'css' function must be a 'css' function result: " + e + ". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.");
})(n) + e[r + 1], e[0]), e, n), s = (n, r) => {
	if (t) n.adoptedStyleSheets = r.map((e) => e instanceof CSSStyleSheet ? e : e.styleSheet);
	else for (let t of r) {
		let r = document.createElement("style"), i = e.litNonce;
		i !== void 0 && r.setAttribute("nonce", i), r.textContent = t.cssText, n.appendChild(r);
	}
}, c = t ? (e) => e : (e) => e instanceof CSSStyleSheet ? ((e) => {
	let t = "";
	for (let n of e.cssRules) t += n.cssText;
	return a(t);
})(e) : e, { is: l, defineProperty: u, getOwnPropertyDescriptor: d, getOwnPropertyNames: ee, getOwnPropertySymbols: te, getPrototypeOf: ne } = Object, f = globalThis, re = f.trustedTypes, ie = re ? re.emptyScript : "", ae = f.reactiveElementPolyfillSupport, p = (e, t) => e, oe = {
	toAttribute(e, t) {
		switch (t) {
			case Boolean:
				e = e ? ie : null;
				break;
			case Object:
			case Array: e = e == null ? e : JSON.stringify(e);
		}
		return e;
	},
	fromAttribute(e, t) {
		let n = e;
		switch (t) {
			case Boolean:
				n = e !== null;
				break;
			case Number:
				n = e === null ? null : Number(e);
				break;
			case Object:
			case Array: try {
				n = JSON.parse(e);
			} catch {
				n = null;
			}
		}
		return n;
	}
}, se = (e, t) => !l(e, t), ce = {
	attribute: !0,
	type: String,
	converter: oe,
	reflect: !1,
	useDefault: !1,
	hasChanged: se
};
Symbol.metadata ??= Symbol("metadata"), f.litPropertyMetadata ??= /* @__PURE__ */ new WeakMap();
var m = class extends HTMLElement {
	static addInitializer(e) {
		this._$Ei(), (this.l ??= []).push(e);
	}
	static get observedAttributes() {
		return this.finalize(), this._$Eh && [...this._$Eh.keys()];
	}
	static createProperty(e, t = ce) {
		if (t.state && (t.attribute = !1), this._$Ei(), this.prototype.hasOwnProperty(e) && ((t = Object.create(t)).wrapped = !0), this.elementProperties.set(e, t), !t.noAccessor) {
			let n = Symbol(), r = this.getPropertyDescriptor(e, n, t);
			r !== void 0 && u(this.prototype, e, r);
		}
	}
	static getPropertyDescriptor(e, t, n) {
		let { get: r, set: i } = d(this.prototype, e) ?? {
			get() {
				return this[t];
			},
			set(e) {
				this[t] = e;
			}
		};
		return {
			get: r,
			set(t) {
				let a = r?.call(this);
				i?.call(this, t), this.requestUpdate(e, a, n);
			},
			configurable: !0,
			enumerable: !0
		};
	}
	static getPropertyOptions(e) {
		return this.elementProperties.get(e) ?? ce;
	}
	static _$Ei() {
		if (this.hasOwnProperty(p("elementProperties"))) return;
		let e = ne(this);
		e.finalize(), e.l !== void 0 && (this.l = [...e.l]), this.elementProperties = new Map(e.elementProperties);
	}
	static finalize() {
		if (this.hasOwnProperty(p("finalized"))) return;
		if (this.finalized = !0, this._$Ei(), this.hasOwnProperty(p("properties"))) {
			let e = this.properties, t = [...ee(e), ...te(e)];
			for (let n of t) this.createProperty(n, e[n]);
		}
		let e = this[Symbol.metadata];
		if (e !== null) {
			let t = litPropertyMetadata.get(e);
			if (t !== void 0) for (let [e, n] of t) this.elementProperties.set(e, n);
		}
		this._$Eh = /* @__PURE__ */ new Map();
		for (let [e, t] of this.elementProperties) {
			let n = this._$Eu(e, t);
			n !== void 0 && this._$Eh.set(n, e);
		}
		this.elementStyles = this.finalizeStyles(this.styles);
	}
	static finalizeStyles(e) {
		let t = [];
		if (Array.isArray(e)) {
			let n = new Set(e.flat(1 / 0).reverse());
			for (let e of n) t.unshift(c(e));
		} else e !== void 0 && t.push(c(e));
		return t;
	}
	static _$Eu(e, t) {
		let n = t.attribute;
		return !1 === n ? void 0 : typeof n == "string" ? n : typeof e == "string" ? e.toLowerCase() : void 0;
	}
	constructor() {
		super(), this._$Ep = void 0, this.isUpdatePending = !1, this.hasUpdated = !1, this._$Em = null, this._$Ev();
	}
	_$Ev() {
		this._$ES = new Promise((e) => this.enableUpdating = e), this._$AL = /* @__PURE__ */ new Map(), this._$E_(), this.requestUpdate(), this.constructor.l?.forEach((e) => e(this));
	}
	addController(e) {
		(this._$EO ??= /* @__PURE__ */ new Set()).add(e), this.renderRoot !== void 0 && this.isConnected && e.hostConnected?.();
	}
	removeController(e) {
		this._$EO?.delete(e);
	}
	_$E_() {
		let e = /* @__PURE__ */ new Map(), t = this.constructor.elementProperties;
		for (let n of t.keys()) this.hasOwnProperty(n) && (e.set(n, this[n]), delete this[n]);
		e.size > 0 && (this._$Ep = e);
	}
	createRenderRoot() {
		let e = this.shadowRoot ?? this.attachShadow(this.constructor.shadowRootOptions);
		return s(e, this.constructor.elementStyles), e;
	}
	connectedCallback() {
		this.renderRoot ??= this.createRenderRoot(), this.enableUpdating(!0), this._$EO?.forEach((e) => e.hostConnected?.());
	}
	enableUpdating(e) {}
	disconnectedCallback() {
		this._$EO?.forEach((e) => e.hostDisconnected?.());
	}
	attributeChangedCallback(e, t, n) {
		this._$AK(e, n);
	}
	_$ET(e, t) {
		let n = this.constructor.elementProperties.get(e), r = this.constructor._$Eu(e, n);
		if (r !== void 0 && !0 === n.reflect) {
			let i = (n.converter?.toAttribute === void 0 ? oe : n.converter).toAttribute(t, n.type);
			this._$Em = e, i == null ? this.removeAttribute(r) : this.setAttribute(r, i), this._$Em = null;
		}
	}
	_$AK(e, t) {
		let n = this.constructor, r = n._$Eh.get(e);
		if (r !== void 0 && this._$Em !== r) {
			let e = n.getPropertyOptions(r), i = typeof e.converter == "function" ? { fromAttribute: e.converter } : e.converter?.fromAttribute === void 0 ? oe : e.converter;
			this._$Em = r;
			let a = i.fromAttribute(t, e.type);
			this[r] = a ?? this._$Ej?.get(r) ?? a, this._$Em = null;
		}
	}
	requestUpdate(e, t, n, r = !1, i) {
		if (e !== void 0) {
			let a = this.constructor;
			if (!1 === r && (i = this[e]), n ??= a.getPropertyOptions(e), !((n.hasChanged ?? se)(i, t) || n.useDefault && n.reflect && i === this._$Ej?.get(e) && !this.hasAttribute(a._$Eu(e, n)))) return;
			this.C(e, t, n);
		}
		!1 === this.isUpdatePending && (this._$ES = this._$EP());
	}
	C(e, t, { useDefault: n, reflect: r, wrapped: i }, a) {
		n && !(this._$Ej ??= /* @__PURE__ */ new Map()).has(e) && (this._$Ej.set(e, a ?? t ?? this[e]), !0 !== i || a !== void 0) || (this._$AL.has(e) || (this.hasUpdated || n || (t = void 0), this._$AL.set(e, t)), !0 === r && this._$Em !== e && (this._$Eq ??= /* @__PURE__ */ new Set()).add(e));
	}
	async _$EP() {
		this.isUpdatePending = !0;
		try {
			await this._$ES;
		} catch (e) {
			Promise.reject(e);
		}
		let e = this.scheduleUpdate();
		return e != null && await e, !this.isUpdatePending;
	}
	scheduleUpdate() {
		return this.performUpdate();
	}
	performUpdate() {
		if (!this.isUpdatePending) return;
		if (!this.hasUpdated) {
			if (this.renderRoot ??= this.createRenderRoot(), this._$Ep) {
				for (let [e, t] of this._$Ep) this[e] = t;
				this._$Ep = void 0;
			}
			let e = this.constructor.elementProperties;
			if (e.size > 0) for (let [t, n] of e) {
				let { wrapped: e } = n, r = this[t];
				!0 !== e || this._$AL.has(t) || r === void 0 || this.C(t, void 0, n, r);
			}
		}
		let e = !1, t = this._$AL;
		try {
			e = this.shouldUpdate(t), e ? (this.willUpdate(t), this._$EO?.forEach((e) => e.hostUpdate?.()), this.update(t)) : this._$EM();
		} catch (t) {
			throw e = !1, this._$EM(), t;
		}
		e && this._$AE(t);
	}
	willUpdate(e) {}
	_$AE(e) {
		this._$EO?.forEach((e) => e.hostUpdated?.()), this.hasUpdated || (this.hasUpdated = !0, this.firstUpdated(e)), this.updated(e);
	}
	_$EM() {
		this._$AL = /* @__PURE__ */ new Map(), this.isUpdatePending = !1;
	}
	get updateComplete() {
		return this.getUpdateComplete();
	}
	getUpdateComplete() {
		return this._$ES;
	}
	shouldUpdate(e) {
		return !0;
	}
	update(e) {
		this._$Eq &&= this._$Eq.forEach((e) => this._$ET(e, this[e])), this._$EM();
	}
	updated(e) {}
	firstUpdated(e) {}
};
m.elementStyles = [], m.shadowRootOptions = { mode: "open" }, m[p("elementProperties")] = /* @__PURE__ */ new Map(), m[p("finalized")] = /* @__PURE__ */ new Map(), ae?.({ ReactiveElement: m }), (f.reactiveElementVersions ??= []).push("2.1.2");
// node_modules/lit-html/lit-html.js
var h = globalThis, le = (e) => e, g = h.trustedTypes, ue = g ? g.createPolicy("lit-html", { createHTML: (e) => e }) : void 0, de = "$lit$", _ = `lit$${Math.random().toFixed(9).slice(2)}$`, fe = "?" + _, pe = `<${fe}>`, v = document, y = () => v.createComment(""), b = (e) => e === null || typeof e != "object" && typeof e != "function", x = Array.isArray, me = (e) => x(e) || typeof e?.[Symbol.iterator] == "function", S = "[ 	\n\f\r]", C = /<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g, he = /-->/g, ge = />/g, w = RegExp(`>|${S}(?:([^\\s"'>=/]+)(${S}*=${S}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`, "g"), _e = /'/g, ve = /"/g, ye = /^(?:script|style|textarea|title)$/i, be = (e) => (t, ...n) => ({
	_$litType$: e,
	strings: t,
	values: n
}), T = be(1), E = be(2), D = Symbol.for("lit-noChange"), O = Symbol.for("lit-nothing"), xe = /* @__PURE__ */ new WeakMap(), k = v.createTreeWalker(v, 129);
function Se(e, t) {
	if (!x(e) || !e.hasOwnProperty("raw")) throw Error("invalid template strings array");
	return ue === void 0 ? t : ue.createHTML(t);
}
var Ce = (e, t) => {
	let n = e.length - 1, r = [], i, a = t === 2 ? "<svg>" : t === 3 ? "<math>" : "", o = C;
	for (let t = 0; t < n; t++) {
		let n = e[t], s, c, l = -1, u = 0;
		for (; u < n.length && (o.lastIndex = u, c = o.exec(n), c !== null);) u = o.lastIndex, o === C ? c[1] === "!--" ? o = he : c[1] === void 0 ? c[2] === void 0 ? c[3] !== void 0 && (o = w) : (ye.test(c[2]) && (i = RegExp("</" + c[2], "g")), o = w) : o = ge : o === w ? c[0] === ">" ? (o = i ?? C, l = -1) : c[1] === void 0 ? l = -2 : (l = o.lastIndex - c[2].length, s = c[1], o = c[3] === void 0 ? w : c[3] === "\"" ? ve : _e) : o === ve || o === _e ? o = w : o === he || o === ge ? o = C : (o = w, i = void 0);
		let d = o === w && e[t + 1].startsWith("/>") ? " " : "";
		a += o === C ? n + pe : l >= 0 ? (r.push(s), n.slice(0, l) + de + n.slice(l) + _ + d) : n + _ + (l === -2 ? t : d);
	}
	return [Se(e, a + (e[n] || "<?>") + (t === 2 ? "</svg>" : t === 3 ? "</math>" : "")), r];
}, A = class e {
	constructor({ strings: t, _$litType$: n }, r) {
		let i;
		this.parts = [];
		let a = 0, o = 0, s = t.length - 1, c = this.parts, [l, u] = Ce(t, n);
		if (this.el = e.createElement(l, r), k.currentNode = this.el.content, n === 2 || n === 3) {
			let e = this.el.content.firstChild;
			e.replaceWith(...e.childNodes);
		}
		for (; (i = k.nextNode()) !== null && c.length < s;) {
			if (i.nodeType === 1) {
				if (i.hasAttributes()) for (let e of i.getAttributeNames()) if (e.endsWith(de)) {
					let t = u[o++], n = i.getAttribute(e).split(_), r = /([.?@])?(.*)/.exec(t);
					c.push({
						type: 1,
						index: a,
						name: r[2],
						strings: n,
						ctor: r[1] === "." ? Te : r[1] === "?" ? Ee : r[1] === "@" ? De : N
					}), i.removeAttribute(e);
				} else e.startsWith(_) && (c.push({
					type: 6,
					index: a
				}), i.removeAttribute(e));
				if (ye.test(i.tagName)) {
					let e = i.textContent.split(_), t = e.length - 1;
					if (t > 0) {
						i.textContent = g ? g.emptyScript : "";
						for (let n = 0; n < t; n++) i.append(e[n], y()), k.nextNode(), c.push({
							type: 2,
							index: ++a
						});
						i.append(e[t], y());
					}
				}
			} else if (i.nodeType === 8) {
				if (i.data === fe) c.push({
					type: 2,
					index: a
				});
				else {
					let e = -1;
					for (; (e = i.data.indexOf(_, e + 1)) !== -1;) c.push({
						type: 7,
						index: a
					}), e += _.length - 1;
				}
			}
			a++;
		}
	}
	static createElement(e, t) {
		let n = v.createElement("template");
		return n.innerHTML = e, n;
	}
};
function j(e, t, n = e, r) {
	if (t === D) return t;
	let i = r === void 0 ? n._$Cl : n._$Co?.[r], a = b(t) ? void 0 : t._$litDirective$;
	return i?.constructor !== a && (i?._$AO?.(!1), a === void 0 ? i = void 0 : (i = new a(e), i._$AT(e, n, r)), r === void 0 ? n._$Cl = i : (n._$Co ??= [])[r] = i), i !== void 0 && (t = j(e, i._$AS(e, t.values), i, r)), t;
}
var we = class {
	constructor(e, t) {
		this._$AV = [], this._$AN = void 0, this._$AD = e, this._$AM = t;
	}
	get parentNode() {
		return this._$AM.parentNode;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	u(e) {
		let { el: { content: t }, parts: n } = this._$AD, r = (e?.creationScope ?? v).importNode(t, !0);
		k.currentNode = r;
		let i = k.nextNode(), a = 0, o = 0, s = n[0];
		for (; s !== void 0;) {
			if (a === s.index) {
				let t;
				s.type === 2 ? t = new M(i, i.nextSibling, this, e) : s.type === 1 ? t = new s.ctor(i, s.name, s.strings, this, e) : s.type === 6 && (t = new Oe(i, this, e)), this._$AV.push(t), s = n[++o];
			}
			a !== s?.index && (i = k.nextNode(), a++);
		}
		return k.currentNode = v, r;
	}
	p(e) {
		let t = 0;
		for (let n of this._$AV) n !== void 0 && (n.strings === void 0 ? n._$AI(e[t]) : (n._$AI(e, n, t), t += n.strings.length - 2)), t++;
	}
}, M = class e {
	get _$AU() {
		return this._$AM?._$AU ?? this._$Cv;
	}
	constructor(e, t, n, r) {
		this.type = 2, this._$AH = O, this._$AN = void 0, this._$AA = e, this._$AB = t, this._$AM = n, this.options = r, this._$Cv = r?.isConnected ?? !0;
	}
	get parentNode() {
		let e = this._$AA.parentNode, t = this._$AM;
		return t !== void 0 && e?.nodeType === 11 && (e = t.parentNode), e;
	}
	get startNode() {
		return this._$AA;
	}
	get endNode() {
		return this._$AB;
	}
	_$AI(e, t = this) {
		e = j(this, e, t), b(e) ? e === O || e == null || e === "" ? (this._$AH !== O && this._$AR(), this._$AH = O) : e !== this._$AH && e !== D && this._(e) : e._$litType$ === void 0 ? e.nodeType === void 0 ? me(e) ? this.k(e) : this._(e) : this.T(e) : this.$(e);
	}
	O(e) {
		return this._$AA.parentNode.insertBefore(e, this._$AB);
	}
	T(e) {
		this._$AH !== e && (this._$AR(), this._$AH = this.O(e));
	}
	_(e) {
		this._$AH !== O && b(this._$AH) ? this._$AA.nextSibling.data = e : this.T(v.createTextNode(e)), this._$AH = e;
	}
	$(e) {
		let { values: t, _$litType$: n } = e, r = typeof n == "number" ? this._$AC(e) : (n.el === void 0 && (n.el = A.createElement(Se(n.h, n.h[0]), this.options)), n);
		if (this._$AH?._$AD === r) this._$AH.p(t);
		else {
			let e = new we(r, this), n = e.u(this.options);
			e.p(t), this.T(n), this._$AH = e;
		}
	}
	_$AC(e) {
		let t = xe.get(e.strings);
		return t === void 0 && xe.set(e.strings, t = new A(e)), t;
	}
	k(t) {
		x(this._$AH) || (this._$AH = [], this._$AR());
		let n = this._$AH, r, i = 0;
		for (let a of t) i === n.length ? n.push(r = new e(this.O(y()), this.O(y()), this, this.options)) : r = n[i], r._$AI(a), i++;
		i < n.length && (this._$AR(r && r._$AB.nextSibling, i), n.length = i);
	}
	_$AR(e = this._$AA.nextSibling, t) {
		for (this._$AP?.(!1, !0, t); e !== this._$AB;) {
			let t = le(e).nextSibling;
			le(e).remove(), e = t;
		}
	}
	setConnected(e) {
		this._$AM === void 0 && (this._$Cv = e, this._$AP?.(e));
	}
}, N = class {
	get tagName() {
		return this.element.tagName;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	constructor(e, t, n, r, i) {
		this.type = 1, this._$AH = O, this._$AN = void 0, this.element = e, this.name = t, this._$AM = r, this.options = i, n.length > 2 || n[0] !== "" || n[1] !== "" ? (this._$AH = Array(n.length - 1).fill(/* @__PURE__ */ new String()), this.strings = n) : this._$AH = O;
	}
	_$AI(e, t = this, n, r) {
		let i = this.strings, a = !1;
		if (i === void 0) e = j(this, e, t, 0), a = !b(e) || e !== this._$AH && e !== D, a && (this._$AH = e);
		else {
			let r = e, o, s;
			for (e = i[0], o = 0; o < i.length - 1; o++) s = j(this, r[n + o], t, o), s === D && (s = this._$AH[o]), a ||= !b(s) || s !== this._$AH[o], s === O ? e = O : e !== O && (e += (s ?? "") + i[o + 1]), this._$AH[o] = s;
		}
		a && !r && this.j(e);
	}
	j(e) {
		e === O ? this.element.removeAttribute(this.name) : this.element.setAttribute(this.name, e ?? "");
	}
}, Te = class extends N {
	constructor() {
		super(...arguments), this.type = 3;
	}
	j(e) {
		this.element[this.name] = e === O ? void 0 : e;
	}
}, Ee = class extends N {
	constructor() {
		super(...arguments), this.type = 4;
	}
	j(e) {
		this.element.toggleAttribute(this.name, !!e && e !== O);
	}
}, De = class extends N {
	constructor(e, t, n, r, i) {
		super(e, t, n, r, i), this.type = 5;
	}
	_$AI(e, t = this) {
		if ((e = j(this, e, t, 0) ?? O) === D) return;
		let n = this._$AH, r = e === O && n !== O || e.capture !== n.capture || e.once !== n.once || e.passive !== n.passive, i = e !== O && (n === O || r);
		r && this.element.removeEventListener(this.name, this, n), i && this.element.addEventListener(this.name, this, e), this._$AH = e;
	}
	handleEvent(e) {
		typeof this._$AH == "function" ? this._$AH.call(this.options?.host ?? this.element, e) : this._$AH.handleEvent(e);
	}
}, Oe = class {
	constructor(e, t, n) {
		this.element = e, this.type = 6, this._$AN = void 0, this._$AM = t, this.options = n;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AI(e) {
		j(this, e);
	}
}, ke = h.litHtmlPolyfillSupport;
ke?.(A, M), (h.litHtmlVersions ??= []).push("3.3.3");
var Ae = (e, t, n) => {
	let r = n?.renderBefore ?? t, i = r._$litPart$;
	if (i === void 0) {
		let e = n?.renderBefore ?? null;
		r._$litPart$ = i = new M(t.insertBefore(y(), e), e, void 0, n ?? {});
	}
	return i._$AI(e), i;
}, P = globalThis, F = class extends m {
	constructor() {
		super(...arguments), this.renderOptions = { host: this }, this._$Do = void 0;
	}
	createRenderRoot() {
		let e = super.createRenderRoot();
		return this.renderOptions.renderBefore ??= e.firstChild, e;
	}
	update(e) {
		let t = this.render();
		this.hasUpdated || (this.renderOptions.isConnected = this.isConnected), super.update(e), this._$Do = Ae(t, this.renderRoot, this.renderOptions);
	}
	connectedCallback() {
		super.connectedCallback(), this._$Do?.setConnected(!0);
	}
	disconnectedCallback() {
		super.disconnectedCallback(), this._$Do?.setConnected(!1);
	}
	render() {
		return D;
	}
};
F._$litElement$ = !0, F.finalized = !0, P.litElementHydrateSupport?.({ LitElement: F });
var je = P.litElementPolyfillSupport;
je?.({ LitElement: F }), (P.litElementVersions ??= []).push("4.2.2");
// src/home-assistant.ts
var I = "home_gym", Me = "phase";
function L(e) {
	return Object.values(e.entities).filter((e) => e.platform === "home_gym" && e.translation_key === Me).flatMap(({ device_id: e, entity_id: t }) => e === void 0 ? [] : [{
		device_id: e,
		phase: t
	}]).sort((e, t) => e.phase.localeCompare(t.phase));
}
function Ne(e, t, n, r) {
	return Object.values(e.entities).find((e) => e.device_id === t && e.platform === "home_gym" && e.translation_key === r && e.entity_id.startsWith(`${n}.`))?.entity_id;
}
// src/deeds.ts
var Pe = 30, Fe = class {
	#e;
	#t;
	#n;
	#r;
	#i;
	constructor(e, t) {
		this.tap = null, this.hurting = {
			open: !1,
			place: null
		}, this.releasing = {
			asking: !1,
			advice: !1
		}, this.#n = null, this.#r = "", this.#i = null, this.stop = () => {
			let e = {
				at: this.#t(),
				state: "sending"
			}, t = (t) => {
				this.tap === e && (this.tap = {
					...e,
					state: t
				}, this.#e.requestUpdate());
			};
			this.tap = e, this.#e.requestUpdate(), this.#c("stop").then(() => t("sent"), () => t("failed"));
		}, this.report = (e) => this.#a({ level: e }), this.flag = (e) => this.#a({ symptom: e }), this.choose = (e) => {
			this.#o({ place: this.hurting.place === e ? null : e });
		}, this.toggle = () => this.#o({ open: !this.hurting.open }), this.takeBack = () => {
			this.#i = null, this.act("take_back_pain");
		}, this.ask = (e) => {
			this.releasing = {
				asking: e,
				advice: !1
			}, this.#e.requestUpdate();
		}, this.advise = (e) => {
			this.releasing = {
				...this.releasing,
				advice: e
			}, this.#e.requestUpdate();
		}, this.release = () => {
			let e = this.releasing.advice;
			this.ask(!1), this.act("release", { medical_advice_taken: e });
		}, this.walk = (e) => this.#s("select", "walker", "select_option", { option: e }), this.acknowledge = () => this.#s("button", "acknowledge_alarm", "press"), this.act = (e, t = {}) => {
			this.#c(e, t).catch(() => void 0);
		}, this.#e = e, this.#t = t;
	}
	aim(e, t) {
		this.#n = e, t !== this.#r && (this.#r = t, this.tap = this.#i = null);
	}
	said(e) {
		let t = this.#i;
		if (t === null || this.#t() - t.at > Pe) return null;
		let { what: n, state: r } = t;
		return r === "arrived" ? "level" in n ? e.text("pain.reported", n) : e.text("pain.reported_flag", { symptom: e.text(`symptom.${n.symptom}`) }) : e.text(`pain.${r}`);
	}
	#a(e) {
		let { place: t } = this.hurting, n = {
			what: e,
			at: this.#t(),
			state: "sending"
		}, r = (e) => {
			this.#i === n && (this.#i = {
				...n,
				state: e
			}, this.#e.requestUpdate());
		};
		this.#i = n, this.#o({
			open: !1,
			place: null
		}), this.#c("report_pain", t === null ? e : {
			...e,
			place: t
		}).then(() => r("arrived"), () => r("failed"));
	}
	#o(e) {
		this.hurting = {
			...this.hurting,
			...e
		}, this.#e.requestUpdate();
	}
	#s(e, t, n, r = {}) {
		let i = this.#n, a = i === null ? void 0 : Ne(i, this.#r, e, t);
		i !== null && a !== void 0 && i.callService(e, n, {
			entity_id: a,
			...r
		}).catch(() => void 0);
	}
	async #c(e, t = {}) {
		if (this.#n === null || !this.#n.connected) throw Error("Home Assistant cannot be reached");
		await this.#n.callService(I, e, {
			device_id: this.#r,
			...t
		});
	}
}, R = {
	locale: {
		language: "en",
		number_format: "language",
		time_format: "language"
	},
	miles: !1,
	time_zone: "UTC"
}, Ie = [
	"connected",
	"connection",
	"config",
	"entities",
	"locale"
];
function Le(e, t) {
	return Ie.some((n) => e[n] !== t[n]) || L(t).some(({ phase: n }) => e.states[n] !== t.states[n]);
}
function z({ locale: e, config: t }) {
	return {
		locale: e,
		miles: t.unit_system.length === "mi",
		time_zone: e.time_zone === "server" ? t.time_zone : Intl.DateTimeFormat().resolvedOptions().timeZone
	};
}
var Re = {
	card: {
		name: "Home Gym",
		description: "Was ein Laufband tut, wie schnell und wie lange es noch darf, und ein Stopp in Reichweite."
	},
	editor: {
		device_id: "Laufband",
		device_id_help: "Leer zeigt das erste Laufband des Gyms."
	},
	empty: {
		not_set_up: "Home Gym ist nicht eingerichtet.",
		not_set_up_help: "Füge es unter Einstellungen > Geräte & Dienste hinzu.",
		no_machine: "Es gibt noch kein Laufband.",
		no_machine_help: "Füge unter Einstellungen > Geräte & Dienste eines zu Home Gym hinzu.",
		gone: "Dieses Laufband gehört nicht mehr zu Home Gym.",
		gone_help: "Bearbeite die Karte und wähle ein anderes.",
		unavailable: "Home Gym bewacht dieses Laufband gerade nicht.",
		unavailable_help: "Es ist nicht geladen oder konnte nicht eingerichtet werden. Benutze die Tasten am Laufband.",
		loading: "Ein Blick auf das Laufband …",
		open_settings: "Einstellungen öffnen"
	},
	unit: {
		kmh: "km/h",
		mph: "mph"
	},
	phase: {
		off: "Aus",
		ready: "Bereit",
		warm_up: "Aufwärmen",
		workout: "Gehen",
		on_break: "Pause",
		cool_down: "Auslaufen",
		stopping: "Stoppt",
		locked: "Gesperrt",
		no_signal: "Kein Signal",
		alarm: "Alarm"
	},
	doing: {
		off: "Die Steckdose ist aus.",
		ready: "Steig auf und starte das Band langsam, am Laufband selbst.",
		warm_up: "Lass es ruhig angehen, bis du warm bist.",
		workout: "Geh, wie du magst, bis zur angezeigten Geschwindigkeit.",
		break_due: "Zeit für eine Pause.",
		on_break: "Genieß deine Pause.",
		cool_down: "Langsamer und langsamer bis zum Ende.",
		too_fast: "Das ist schneller, als gerade erlaubt ist.",
		stopping: "Das Band kommt zum Stehen. Halt dich am Handlauf fest.",
		no_signal: "Benutze die Tasten am Laufband.",
		suspended: "Die Aufsicht ruht. Stopp und Schmerz gehen weiterhin."
	},
	reason: {
		user_stop: "Du hast gestoppt",
		user_break: "Du machst Pause",
		user_end: "Du hast das Training beendet",
		pain: "Schmerz",
		pain_emergency: "Starker Schmerz",
		red_flag: "Warnzeichen",
		cramp: "Krampf",
		break_overdue: "Pause überfällig",
		session_limit: "Ein volles Training",
		day_limit: "Genug für heute",
		week_limit: "Genug für diese Woche",
		locked: "Bewegt trotz Sperre",
		idle: "Nicht benutzt",
		drill: "Notstopp-Übung",
		pause_limit: "Lange Unterbrechung",
		backstop: "Der eigene Timer der Steckdose",
		nobody: "Niemand auf dem Band"
	},
	dial: {
		label: "Geschwindigkeit",
		none: "Geschwindigkeit unbekannt",
		allowed: "bis {speed}",
		no_cap: "gerade keine Grenze",
		spoken: "{speed}, erlaubt bis {cap}",
		spoken_no_cap: "{speed}",
		source: {
			machine: "vom Laufband",
			policy: "von den Regeln",
			graded_return: "vom Weg zurück nach Schmerz",
			warm_up: "vom Aufwärmen",
			breaks: "von der überfälligen Pause",
			cool_down: "vom Auslaufen"
		}
	},
	ring: {
		label: "Dieses Training",
		of: "von {minutes} min",
		open: "kein Ende gesetzt",
		spoken: "{time} gegangen, von {minutes} Minuten",
		spoken_open: "{time} gegangen",
		breaks: "Pausen: {number}"
	},
	sums: "Heute {minutes} min, diese Woche {week} min",
	next: {
		label: "Als Nächstes",
		warm_up_ends: "Aufgewärmt",
		break_due: "Pause",
		break_ends: "Pause vorbei",
		cool_down_begins: "Auslaufen",
		session_ends: "Ende des Trainings",
		supervision_returns: "Aufsicht wieder da",
		in: "in {time}"
	},
	pain: {
		label: "Tut es weh?",
		level: "Schmerz {level} von 10 melden",
		more: "Wo, und Warnzeichen",
		less: "Orte und Warnzeichen ausblenden",
		place_label: "Wo? Erst wählen, dann die Zahl.",
		flag_label: "Sofort stoppen, egal welche Zahl:",
		reported: "Gemeldet: {level}.",
		reported_flag: "Gemeldet: {symptom}.",
		sending: "Wird gesendet …",
		failed: "Die Meldung konnte nicht gesendet werden. Stoppe am Laufband selbst.",
		take_back: "Das war ein Versehen ({seconds} s)",
		take_back_help: "Nimmt die Sperre zurück, nicht den Stopp.",
		scale: "Schmerz von 0, keiner, bis 10, der schlimmste"
	},
	place: {
		lower_back: "Unterer Rücken",
		upper_back: "Oberer Rücken",
		neck: "Nacken",
		shoulder: "Schulter",
		buttock: "Gesäß",
		hip: "Hüfte",
		groin: "Leiste",
		thigh: "Oberschenkel",
		knee: "Knie",
		shin: "Schienbein",
		ankle: "Knöchel",
		foot: "Fuß"
	},
	symptom: {
		chest_pain: "Schmerz oder Druck in der Brust",
		breathless: "Atemnot",
		faint: "Ohnmacht naht",
		palpitations: "Herzrasen",
		dizzy: "Schwindlig oder verwirrt",
		saddle_numbness: "Taub zwischen den Beinen",
		both_legs: "Beide Beine schwach oder taub",
		one_leg: "Ein Bein schwach oder taub",
		calf: "Plötzlicher Schmerz in der Wade",
		fall: "Ein Sturz",
		cramp: "Ein Krampf"
	},
	stop: {
		button: "STOPP",
		label: "Das Laufband jetzt stoppen",
		sending: "Der Stopp wird gesendet …",
		sent: "Stopp gesendet. Ein Blick auf das Band …",
		sent_at: "Stopp gesendet um {time}. Ein Blick auf das Band …",
		slowing: "Stopp gesendet um {time}. Das Band bewegt sich noch mit {speed}.",
		still: "Das Band steht, seit {time}.",
		still_off: "Das Band steht und die Steckdose ist aus, seit {time}.",
		still_off_unverified: "Das Band steht und die Steckdose meldet sich aus, seit {time}. Ob Strom fließt, wird nicht gemessen.",
		not_seen: "Der Stopp wurde gesendet, aber niemand sieht das Band. Drück die Stopptaste am Laufband.",
		hold_rail: "Das Band wird nicht langsamer. Halt dich am Handlauf fest und zieh den Sicherheitsschlüssel.",
		unsent: "Das Laufband ist nicht erreichbar. Drück seine eigene Stopptaste oder zieh den Sicherheitsschlüssel.",
		failed: "Der Stopp konnte nicht gesendet werden. Drück die Stopptaste am Laufband oder zieh den Sicherheitsschlüssel.",
		offline: "Keine Verbindung zu Home Assistant: Dieser Stopp geht jetzt nicht. Drück die Stopptaste am Laufband oder zieh den Sicherheitsschlüssel.",
		cannot: "Home Gym kann dieses Laufband nicht stoppen, nur dich dazu auffordern. Drück seine eigene Stopptaste."
	},
	alarm: {
		belt_did_not_stop: "Das Band hat nicht angehalten. Zieh den Sicherheitsschlüssel.",
		plug_did_not_switch_off: "Die Steckdose hat nicht abgeschaltet. Zieh den Sicherheitsschlüssel und den Stecker des Laufbands.",
		plug_switched_on_by_others: "Etwas schaltet die Steckdose immer wieder ein. Finde heraus, was es ist, und stell es ab.",
		clock_implausible: "Die Uhr von Home Assistant geht falsch. Bis sie stimmt, endet keine Sperre.",
		backstop_not_armed: "Die Steckdose hat ihren eigenen Timer nicht gestellt.",
		acknowledge: "Ich habe es gesehen"
	},
	lock: {
		title: "Warum",
		until: "Bis {time}",
		left: "noch {time}",
		waits: "Sie wartet darauf, dass jemand sie aufhebt.",
		then_waits: "Bis {time}, und dann, bis jemand sie aufhebt",
		whose: {
			machine: "Die Sperre dieses Laufbands. Sie gilt für alle.",
			person: "Deine Sperre. Sie gilt für dich auf jedem Laufband des Gyms.",
			somebody: "Die Sperre eines Gasts oder einer anderen Person. Sie gilt für wen auch immer, der gerade gewählt ist."
		},
		fine: "Was du tun kannst",
		fine_text: {
			pain: "Gewöhnliche, sanfte Bewegung zu Hause ist in Ordnung. Geh auf ebenem Boden, wenn es guttut.",
			pain_emergency: "Sitz oder lieg, wie es am angenehmsten ist. Wenn es nicht vergeht, frag eine Ärztin oder einen Arzt.",
			red_flag: "Setz dich hin. Wenn es nicht sofort vergeht, ruf den Notruf. Geh erst wieder, wenn es ärztlich erlaubt ist.",
			session_limit: "Alles außer diesem Laufband. Die Pause ist für deine Füße und Gelenke.",
			day_limit: "Alles außer diesem Laufband. Morgen ist auch noch ein Tag.",
			week_limit: "Alles außer diesem Laufband. Dein Körper wird stärker, während er ruht.",
			idle: "Das Laufband wurde nicht benutzt und daher ausgeschaltet. Heb die Sperre auf, wenn du gehen willst.",
			other: "Gewöhnliche, sanfte Bewegung ist in Ordnung."
		},
		release: "Aufheben …",
		release_question: "Die Sperre aufheben?",
		release_help: "Die Steckdose bleibt aus: Du schaltest sie selbst ein, wenn du so weit bist.",
		medical: "Ich habe ärztlichen Rat eingeholt.",
		confirm: "Ja, aufheben",
		cancel: "Nein, gesperrt lassen",
		in_the_way: "Was im Weg steht",
		hours: "{hours} h {minutes} min"
	},
	blocker: {
		lock_stands: "Die Sperre kann nicht vor ihrer Zeit aufgehoben werden.",
		needs_medical_advice: "Nach einem Warnzeichen musst du erklären, dass du ärztlichen Rat eingeholt hast.",
		belt_moving: "Das Band bewegt sich noch.",
		belt_not_seen: "Das Band ist nicht zu sehen, daher weiß niemand, ob es steht.",
		pain_too_high: "Du hast zu viel Schmerz gemeldet, um jetzt zu gehen.",
		ladder_running: "Das Laufband wird gerade gestoppt."
	},
	unseen: {
		offline: "Keine Verbindung zu Home Assistant. Was du siehst, ist alt.",
		broker: "Der MQTT-Broker ist nicht erreichbar: Weder das Laufband noch die Steckdose ist zu sehen.",
		bridge: "Die Bridge des Laufbands ist offline.",
		plug: "Die Steckdose ist offline.",
		belt: "Niemand weiß, ob sich das Band bewegt.",
		belt_since: "Niemand weiß, ob sich das Band bewegt. Zuletzt gesehen um {time}.",
		conflict: "Die Signale widersprechen sich: {evidence}.",
		speed: "Geschwindigkeit {value}",
		power: "Leistung {value} W",
		cadence: "Schrittfrequenz {value}",
		relay_on: "Steckdose ein",
		relay_off: "Steckdose aus"
	},
	rules: {
		title: "Was Home Gym hier darf",
		unproven: "An deinem Gerät nicht bewiesen",
		unproven_help: "Mach die Notstopp-Übung: Nur sie zeigt, dass dieses Laufband wirklich stoppt. Du findest sie in den Einstellungen des Geräts.",
		proven: "Durch die Notstopp-Übung bewiesen",
		lesser: "{mode} (gewählt: {chosen})",
		late: "{mode} (gewählt: {chosen}); {told} kommt {seconds} s zu spät",
		suspended: "{mode}, ruht",
		told: {
			speed_kmh: "Geschwindigkeit",
			power_w: "Leistung"
		},
		mode: {
			off: "aus",
			advise: "sagt es",
			enforce: "sagt es und handelt"
		},
		rule: {
			pain: "Schmerz",
			warm_up: "Aufwärmen",
			speed: "Geschwindigkeit",
			breaks: "Pausen",
			limits: "Grenzen",
			cool_down: "Auslaufen",
			signal: "Signal",
			presence: "Anwesenheit",
			idle_lock: "Ruhesperre"
		}
	},
	walker: {
		label: "Wer geht",
		guest: "Gast"
	},
	action: {
		take_break: "Pause machen",
		snooze_break: "Später (noch {left})",
		skip_break: "Auslassen (noch {left})",
		end_session: "Training beenden",
		resume: "Jetzt wieder aufpassen"
	},
	dashboard: {
		name: "Home Gym",
		description: "Ein Dashboard, das sich selbst einrichtet: was gerade ist, Verlauf, Personen und Einrichtung.",
		now: "Jetzt",
		history: "Verlauf",
		people: "Personen",
		set_up: "Einrichtung",
		walks: "Trainings",
		weeks: "Minuten je Woche",
		before: "Bevor du beginnst",
		nobody: "Noch wurde niemand hinzugefügt, daher gehen alle als Gast. Füge Personen unter *Einstellungen > Geräte & Dienste* zu Home Gym hinzu.",
		set_up_help: "- Die **Notstopp-Übung**, das Einmessen der Steckdose, wie weit jede Regel gehen darf und der eigene Timer der Steckdose stehen [in den Einstellungen jedes Laufbands]({settings}) (das Zahnrad daneben).\n- Was behoben werden muss, steht unter [Reparaturen]({repairs}).",
		check_in: "Wie geht es dir seit dem letzten Training?"
	},
	answers: {
		better: "Besser",
		same: "Gleich",
		worse: "Schlechter"
	}
}, B = {
	card: {
		name: "Home Gym",
		description: "What a treadmill does, how fast and how long it may go on, and a stop within reach."
	},
	editor: {
		device_id: "Treadmill",
		device_id_help: "Leave it empty to show the first treadmill of the gym."
	},
	empty: {
		not_set_up: "Home Gym is not set up.",
		not_set_up_help: "Add it under Settings > Devices & services.",
		no_machine: "There is no treadmill yet.",
		no_machine_help: "Add one to Home Gym under Settings > Devices & services.",
		gone: "This treadmill is no longer part of Home Gym.",
		gone_help: "Edit the card and choose another one.",
		unavailable: "Home Gym is not watching this treadmill.",
		unavailable_help: "It is not loaded, or could not be set up. Use the treadmill's own controls.",
		loading: "Looking at the treadmill …",
		open_settings: "Open the settings"
	},
	unit: {
		kmh: "km/h",
		mph: "mph"
	},
	phase: {
		off: "Off",
		ready: "Ready",
		warm_up: "Warm-up",
		workout: "Walking",
		on_break: "Break",
		cool_down: "Cool-down",
		stopping: "Stopping",
		locked: "Locked",
		no_signal: "No signal",
		alarm: "Alarm"
	},
	doing: {
		off: "The plug is off.",
		ready: "Step on and start the belt slowly, at the treadmill itself.",
		warm_up: "Take it easy until you are warm.",
		workout: "Walk as you like, up to the speed shown.",
		break_due: "Time for a break.",
		on_break: "Enjoy your break.",
		cool_down: "Slower and slower to the end.",
		too_fast: "That is faster than allowed for now.",
		stopping: "The belt comes to rest. Hold the rail.",
		no_signal: "Use the treadmill's own controls.",
		suspended: "Supervision is paused. Stop and pain still work."
	},
	reason: {
		user_stop: "You stopped",
		user_break: "You took a break",
		user_end: "You ended the walk",
		pain: "Pain",
		pain_emergency: "Severe pain",
		red_flag: "Warning sign",
		cramp: "Cramp",
		break_overdue: "Break overdue",
		session_limit: "A full walk",
		day_limit: "Enough for today",
		week_limit: "Enough for this week",
		locked: "Moved while locked",
		idle: "Not in use",
		drill: "Fire drill",
		pause_limit: "Long pause",
		backstop: "The plug's own timer",
		nobody: "Nobody on the belt"
	},
	dial: {
		label: "Speed",
		none: "Speed unknown",
		allowed: "up to {speed}",
		no_cap: "no limit now",
		spoken: "{speed}, allowed up to {cap}",
		spoken_no_cap: "{speed}",
		source: {
			machine: "set by the treadmill",
			policy: "set by the policy",
			graded_return: "set by the way back after pain",
			warm_up: "set by the warm-up",
			breaks: "set by the overdue break",
			cool_down: "set by the cool-down"
		}
	},
	ring: {
		label: "This walk",
		of: "of {minutes} min",
		open: "no end set",
		spoken: "{time} walked, of {minutes} minutes",
		spoken_open: "{time} walked",
		breaks: "Breaks taken: {number}"
	},
	sums: "Today {minutes} min, this week {week} min",
	next: {
		label: "Next",
		warm_up_ends: "Warm-up done",
		break_due: "Break",
		break_ends: "Break over",
		cool_down_begins: "Cool-down",
		session_ends: "End of the walk",
		supervision_returns: "Supervision is back",
		in: "in {time}"
	},
	pain: {
		label: "Does it hurt?",
		level: "Report pain {level} of 10",
		more: "Where, and warning signs",
		less: "Hide places and warning signs",
		place_label: "Where? Choose it first, then the number.",
		flag_label: "Stop at once, whatever the number:",
		reported: "Reported: {level}.",
		reported_flag: "Reported: {symptom}.",
		sending: "Sending …",
		failed: "The report could not be sent. Stop at the treadmill itself.",
		take_back: "That was a mistake ({seconds} s)",
		take_back_help: "Takes the lock back, not the stop.",
		scale: "Pain from 0, none, to 10, the worst"
	},
	place: {
		lower_back: "Lower back",
		upper_back: "Upper back",
		neck: "Neck",
		shoulder: "Shoulder",
		buttock: "Buttock",
		hip: "Hip",
		groin: "Groin",
		thigh: "Thigh",
		knee: "Knee",
		shin: "Shin",
		ankle: "Ankle",
		foot: "Foot"
	},
	symptom: {
		chest_pain: "Chest pain or pressure",
		breathless: "Short of breath",
		faint: "About to faint",
		palpitations: "Racing heartbeat",
		dizzy: "Dizzy or confused",
		saddle_numbness: "Numb between the legs",
		both_legs: "Both legs weak or numb",
		one_leg: "One leg weak or numb",
		calf: "Sudden pain in the calf",
		fall: "A fall",
		cramp: "A cramp"
	},
	stop: {
		button: "STOP",
		label: "Stop the treadmill now",
		sending: "Sending the stop …",
		sent: "Stop sent. Looking at the belt …",
		sent_at: "Stop sent at {time}. Looking at the belt …",
		slowing: "Stop sent at {time}. The belt still moves at {speed}.",
		still: "The belt is still, since {time}.",
		still_off: "The belt is still and the plug is off, since {time}.",
		still_off_unverified: "The belt is still and the plug says it is off, since {time}. Whether current flows is not measured.",
		not_seen: "The stop was sent, but nobody sees the belt. Use the treadmill's own stop.",
		hold_rail: "The belt is not slowing down. Hold the rail and pull the safety key.",
		unsent: "The treadmill cannot be reached. Use its own stop or pull the safety key.",
		failed: "The stop could not be sent. Use the treadmill's own stop or pull the safety key.",
		offline: "No connection to Home Assistant: this stop does not work now. Use the treadmill's own stop or pull the safety key.",
		cannot: "Home Gym cannot stop this treadmill, only tell you to. Use its own stop."
	},
	alarm: {
		belt_did_not_stop: "The belt did not stop. Pull the safety key.",
		plug_did_not_switch_off: "The plug did not switch off. Pull the safety key and unplug the treadmill.",
		plug_switched_on_by_others: "Something keeps switching the plug on. Find what it is and turn it off.",
		clock_implausible: "The clock of Home Assistant is wrong. No lock ends until it is right.",
		backstop_not_armed: "The plug did not set its own timer.",
		acknowledge: "I have seen it"
	},
	lock: {
		title: "Why",
		until: "Until {time}",
		left: "{time} to go",
		waits: "It waits for somebody to release it.",
		then_waits: "Until {time}, and then until somebody releases it",
		whose: {
			machine: "This treadmill's lock. It holds for everybody.",
			person: "Your lock. It holds for you on every treadmill of the gym.",
			somebody: "The lock of a guest or of somebody else. It holds for whoever is chosen now."
		},
		fine: "What is fine to do",
		fine_text: {
			pain: "Ordinary gentle movement at home is fine. Walk on flat ground if it feels good.",
			pain_emergency: "Sit or lie as it is most comfortable. If it does not pass, ask a doctor.",
			red_flag: "Sit down. If it does not pass at once, call your emergency number. Walk again only when a doctor says so.",
			session_limit: "Everything but this treadmill. The pause is for your feet and joints.",
			day_limit: "Everything but this treadmill. Tomorrow is another day.",
			week_limit: "Everything but this treadmill. Your body gets stronger while it rests.",
			idle: "The treadmill was not used, so it was switched off. Release it when you want to walk.",
			other: "Ordinary gentle movement is fine."
		},
		release: "Release …",
		release_question: "Release the lock?",
		release_help: "The plug stays off: you switch it on yourself when you are ready.",
		medical: "I have taken medical advice.",
		confirm: "Yes, release",
		cancel: "No, stay locked",
		in_the_way: "What stands in the way",
		hours: "{hours} h {minutes} min"
	},
	blocker: {
		lock_stands: "The lock cannot be released before its time is over.",
		needs_medical_advice: "After a warning sign you have to state that you have taken medical advice.",
		belt_moving: "The belt is still moving.",
		belt_not_seen: "The belt cannot be seen, so nobody knows whether it is still.",
		pain_too_high: "You reported too much pain to walk now.",
		ladder_running: "The treadmill is being stopped."
	},
	unseen: {
		offline: "No connection to Home Assistant. What you see is old.",
		broker: "The MQTT broker cannot be reached: neither the treadmill nor the plug is seen.",
		bridge: "The treadmill's bridge is offline.",
		plug: "The plug is offline.",
		belt: "Nobody knows whether the belt moves.",
		belt_since: "Nobody knows whether the belt moves. Last seen at {time}.",
		conflict: "The signals contradict each other: {evidence}.",
		speed: "speed {value}",
		power: "power {value} W",
		cadence: "cadence {value}",
		relay_on: "plug on",
		relay_off: "plug off"
	},
	rules: {
		title: "What Home Gym may do here",
		unproven: "Not proven on your machine",
		unproven_help: "Do the fire drill: only it shows that this treadmill really stops. You find it in the settings of the machine.",
		proven: "Proven by the fire drill",
		lesser: "{mode} (chosen: {chosen})",
		late: "{mode} (chosen: {chosen}); {told} comes {seconds} s late",
		suspended: "{mode}, paused",
		told: {
			speed_kmh: "speed",
			power_w: "power"
		},
		mode: {
			off: "off",
			advise: "says it",
			enforce: "says it and acts"
		},
		rule: {
			pain: "Pain",
			warm_up: "Warm-up",
			speed: "Speed",
			breaks: "Breaks",
			limits: "Limits",
			cool_down: "Cool-down",
			signal: "Signal",
			presence: "Presence",
			idle_lock: "Idle lock"
		}
	},
	walker: {
		label: "Who walks",
		guest: "Guest"
	},
	action: {
		take_break: "Take a break",
		snooze_break: "Later ({left} left)",
		skip_break: "Leave it out ({left} left)",
		end_session: "End the walk",
		resume: "Watch again now"
	},
	dashboard: {
		name: "Home Gym",
		description: "A dashboard that sets itself up: what goes on now, history, people and set-up.",
		now: "Now",
		history: "History",
		people: "People",
		set_up: "Set-up",
		walks: "Walks",
		weeks: "Minutes a week",
		before: "Before you begin",
		nobody: "Nobody has been added yet, so everybody walks as a guest. Add people to Home Gym under *Settings > Devices & services*.",
		set_up_help: "- The **fire drill**, the calibration of the plug, how far each rule may go and the plug's own timer are [in the settings of each treadmill]({settings}) (the gear beside it).\n- What has to be mended is under [repairs]({repairs}).",
		check_in: "How does it feel since your last walk?"
	},
	answers: {
		better: "Better",
		same: "The same",
		worse: "Worse"
	}
}, ze = {
	de: Re,
	en: B,
	es: {
		card: {
			name: "Home Gym",
			description: "Qué hace una cinta de correr, a qué velocidad y cuánto tiempo más puede, y una parada al alcance de la mano."
		},
		editor: {
			device_id: "Cinta de correr",
			device_id_help: "Déjalo vacío para mostrar la primera cinta de correr del gimnasio."
		},
		empty: {
			not_set_up: "Home Gym no está configurado.",
			not_set_up_help: "Añádelo en Ajustes > Dispositivos y servicios.",
			no_machine: "Todavía no hay ninguna cinta de correr.",
			no_machine_help: "Añade una a Home Gym en Ajustes > Dispositivos y servicios.",
			gone: "Esta cinta de correr ya no forma parte de Home Gym.",
			gone_help: "Edita la tarjeta y elige otra.",
			unavailable: "Home Gym no vigila esta cinta de correr.",
			unavailable_help: "No está cargado o no se pudo configurar. Usa los botones de la cinta de correr.",
			loading: "Un vistazo a la cinta de correr …",
			open_settings: "Abrir los ajustes"
		},
		unit: {
			kmh: "km/h",
			mph: "mph"
		},
		phase: {
			off: "Apagada",
			ready: "Lista",
			warm_up: "Calentamiento",
			workout: "Paseo",
			on_break: "Descanso",
			cool_down: "Vuelta a la calma",
			stopping: "Parando",
			locked: "Bloqueada",
			no_signal: "Sin señal",
			alarm: "Alarma"
		},
		doing: {
			off: "El enchufe está apagado.",
			ready: "Sube y arranca la cinta despacio, en la propia cinta de correr.",
			warm_up: "Ve con calma hasta entrar en calor.",
			workout: "Camina como quieras, hasta la velocidad indicada.",
			break_due: "Es hora de un descanso.",
			on_break: "Disfruta del descanso.",
			cool_down: "Cada vez más despacio hasta el final.",
			too_fast: "Eso es más rápido de lo permitido ahora.",
			stopping: "La cinta se va parando. Agárrate a la barandilla.",
			no_signal: "Usa los botones de la cinta de correr.",
			suspended: "La vigilancia está en pausa. La parada y el dolor siguen funcionando."
		},
		reason: {
			user_stop: "Has parado",
			user_break: "Has hecho un descanso",
			user_end: "Has terminado el paseo",
			pain: "Dolor",
			pain_emergency: "Dolor fuerte",
			red_flag: "Señal de alarma",
			cramp: "Calambre",
			break_overdue: "Descanso atrasado",
			session_limit: "Un paseo completo",
			day_limit: "Suficiente por hoy",
			week_limit: "Suficiente por esta semana",
			locked: "Movida con el bloqueo puesto",
			idle: "Sin uso",
			drill: "Simulacro de parada",
			pause_limit: "Pausa larga",
			backstop: "El temporizador del enchufe",
			nobody: "Nadie en la cinta"
		},
		dial: {
			label: "Velocidad",
			none: "Velocidad desconocida",
			allowed: "hasta {speed}",
			no_cap: "sin límite ahora",
			spoken: "{speed}, permitido hasta {cap}",
			spoken_no_cap: "{speed}",
			source: {
				machine: "por la cinta de correr",
				policy: "por las reglas",
				graded_return: "por la vuelta después del dolor",
				warm_up: "por el calentamiento",
				breaks: "por el descanso atrasado",
				cool_down: "por la vuelta a la calma"
			}
		},
		ring: {
			label: "Este paseo",
			of: "de {minutes} min",
			open: "sin final fijado",
			spoken: "{time} de paseo, de {minutes} minutos",
			spoken_open: "{time} de paseo",
			breaks: "Descansos: {number}"
		},
		sums: "Hoy {minutes} min, esta semana {week} min",
		next: {
			label: "Después",
			warm_up_ends: "Fin del calentamiento",
			break_due: "Descanso",
			break_ends: "Fin del descanso",
			cool_down_begins: "Vuelta a la calma",
			session_ends: "Fin del paseo",
			supervision_returns: "Vuelve la vigilancia",
			in: "en {time}"
		},
		pain: {
			label: "¿Te duele?",
			level: "Avisar de un dolor de {level} sobre 10",
			more: "Dónde, y señales de alarma",
			less: "Ocultar lugares y señales",
			place_label: "¿Dónde? Elígelo primero y después el número.",
			flag_label: "Parar enseguida, sea cual sea el número:",
			reported: "Avisado: {level}.",
			reported_flag: "Avisado: {symptom}.",
			sending: "Enviando …",
			failed: "No se ha podido enviar el aviso. Para en la propia cinta de correr.",
			take_back: "Ha sido un error ({seconds} s)",
			take_back_help: "Retira el bloqueo, no la parada.",
			scale: "Dolor de 0, ninguno, a 10, el peor"
		},
		place: {
			lower_back: "Zona lumbar",
			upper_back: "Parte alta de la espalda",
			neck: "Cuello",
			shoulder: "Hombro",
			buttock: "Glúteo",
			hip: "Cadera",
			groin: "Ingle",
			thigh: "Muslo",
			knee: "Rodilla",
			shin: "Espinilla",
			ankle: "Tobillo",
			foot: "Pie"
		},
		symptom: {
			chest_pain: "Dolor o presión en el pecho",
			breathless: "Falta de aire",
			faint: "A punto de desmayarse",
			palpitations: "Corazón acelerado",
			dizzy: "Mareo o confusión",
			saddle_numbness: "Entumecimiento entre las piernas",
			both_legs: "Las dos piernas débiles o dormidas",
			one_leg: "Una pierna débil o dormida",
			calf: "Dolor repentino en la pantorrilla",
			fall: "Una caída",
			cramp: "Un calambre"
		},
		stop: {
			button: "PARAR",
			label: "Parar la cinta de correr ahora",
			sending: "Enviando la parada …",
			sent: "Parada enviada. Un vistazo a la cinta …",
			sent_at: "Parada enviada a las {time}. Un vistazo a la cinta …",
			slowing: "Parada enviada a las {time}. La cinta aún se mueve a {speed}.",
			still: "La cinta está parada, desde las {time}.",
			still_off: "La cinta está parada y el enchufe está apagado, desde las {time}.",
			still_off_unverified: "La cinta está parada y el enchufe dice que está apagado, desde las {time}. No se mide si pasa corriente.",
			not_seen: "Se ha enviado la parada, pero nadie ve la cinta. Usa el botón de parada de la cinta de correr.",
			hold_rail: "La cinta no frena. Agárrate a la barandilla y tira de la llave de seguridad.",
			unsent: "No se puede conectar con la cinta de correr. Usa su botón de parada o tira de la llave de seguridad.",
			failed: "No se ha podido enviar la parada. Usa el botón de parada de la cinta de correr o tira de la llave de seguridad.",
			offline: "Sin conexión con Home Assistant: esta parada no funciona ahora. Usa el botón de parada de la cinta de correr o tira de la llave de seguridad.",
			cannot: "Home Gym no puede parar esta cinta de correr, solo pedírtelo. Usa su botón de parada."
		},
		alarm: {
			belt_did_not_stop: "La cinta no se ha parado. Tira de la llave de seguridad.",
			plug_did_not_switch_off: "El enchufe no se ha apagado. Tira de la llave de seguridad y desenchufa la cinta de correr.",
			plug_switched_on_by_others: "Algo vuelve a encender el enchufe una y otra vez. Averigua qué es y desactívalo.",
			clock_implausible: "El reloj de Home Assistant está mal. Ningún bloqueo termina hasta que esté bien.",
			backstop_not_armed: "El enchufe no ha puesto su temporizador.",
			acknowledge: "Lo he visto"
		},
		lock: {
			title: "Por qué",
			until: "Hasta {time}",
			left: "faltan {time}",
			waits: "Espera a que alguien lo quite.",
			then_waits: "Hasta {time}, y después hasta que alguien lo quite",
			whose: {
				machine: "El bloqueo de esta cinta de correr. Vale para todos.",
				person: "Tu bloqueo. Vale para ti en todas las cintas de correr del gimnasio.",
				somebody: "El bloqueo de un invitado o de otra persona. Vale para quien esté elegido ahora."
			},
			fine: "Qué puedes hacer",
			fine_text: {
				pain: "Puedes moverte con suavidad, como siempre. Camina en llano si te sienta bien.",
				pain_emergency: "Siéntate o túmbate como te resulte más cómodo. Si no se te pasa, consulta a un médico.",
				red_flag: "Siéntate. Si no se te pasa enseguida, llama a emergencias. Vuelve a caminar solo cuando un médico lo permita.",
				session_limit: "Todo menos esta cinta de correr. La pausa es para tus pies y articulaciones.",
				day_limit: "Todo menos esta cinta de correr. Mañana será otro día.",
				week_limit: "Todo menos esta cinta de correr. Tu cuerpo se fortalece mientras descansa.",
				idle: "La cinta de correr no se usaba y se apagó. Quita el bloqueo cuando quieras caminar.",
				other: "Puedes moverte con suavidad, como siempre."
			},
			release: "Quitar el bloqueo …",
			release_question: "¿Quitar el bloqueo?",
			release_help: "El enchufe sigue apagado: lo enciendes tú cuando quieras.",
			medical: "He pedido consejo médico.",
			confirm: "Sí, quitar",
			cancel: "No, dejar bloqueada",
			in_the_way: "Qué lo impide",
			hours: "{hours} h {minutes} min"
		},
		blocker: {
			lock_stands: "El bloqueo no se puede quitar antes de tiempo.",
			needs_medical_advice: "Después de una señal de alarma tienes que declarar que has pedido consejo médico.",
			belt_moving: "La cinta aún se mueve.",
			belt_not_seen: "No se ve la cinta, así que nadie sabe si está parada.",
			pain_too_high: "Has avisado de demasiado dolor para caminar ahora.",
			ladder_running: "Se está parando la cinta de correr."
		},
		unseen: {
			offline: "Sin conexión con Home Assistant. Lo que ves es antiguo.",
			broker: "No se puede conectar con el broker MQTT: no se ven ni la cinta de correr ni el enchufe.",
			bridge: "El puente de la cinta de correr está desconectado.",
			plug: "El enchufe está desconectado.",
			belt: "Nadie sabe si la cinta se mueve.",
			belt_since: "Nadie sabe si la cinta se mueve. Vista por última vez a las {time}.",
			conflict: "Las señales se contradicen: {evidence}.",
			speed: "velocidad {value}",
			power: "potencia {value} W",
			cadence: "cadencia {value}",
			relay_on: "enchufe encendido",
			relay_off: "enchufe apagado"
		},
		rules: {
			title: "Qué puede hacer Home Gym aquí",
			unproven: "Sin probar en tu máquina",
			unproven_help: "Haz el simulacro de parada: solo eso demuestra que esta cinta de correr se para de verdad. Está en los ajustes de la máquina.",
			proven: "Probado con el simulacro de parada",
			lesser: "{mode} (elegido: {chosen})",
			late: "{mode} (elegido: {chosen}); {told} llega con {seconds} s de retraso",
			suspended: "{mode}, en pausa",
			told: {
				speed_kmh: "la velocidad",
				power_w: "la potencia"
			},
			mode: {
				off: "desactivado",
				advise: "lo dice",
				enforce: "lo dice y actúa"
			},
			rule: {
				pain: "Dolor",
				warm_up: "Calentamiento",
				speed: "Velocidad",
				breaks: "Descansos",
				limits: "Límites",
				cool_down: "Vuelta a la calma",
				signal: "Señal",
				presence: "Presencia",
				idle_lock: "Bloqueo por inactividad"
			}
		},
		walker: {
			label: "Quién camina",
			guest: "Invitado"
		},
		action: {
			take_break: "Hacer un descanso",
			snooze_break: "Más tarde (quedan {left})",
			skip_break: "Omitir (quedan {left})",
			end_session: "Terminar el paseo",
			resume: "Vigilar de nuevo"
		},
		dashboard: {
			name: "Home Gym",
			description: "Un panel que se configura solo: ahora, historial, personas y ajustes.",
			now: "Ahora",
			history: "Historial",
			people: "Personas",
			set_up: "Ajustes",
			walks: "Paseos",
			weeks: "Minutos por semana",
			before: "Antes de empezar",
			nobody: "Todavía no se ha añadido a nadie, así que todos caminan como invitados. Añade personas a Home Gym en *Ajustes > Dispositivos y servicios*.",
			set_up_help: "- El **simulacro de parada**, la calibración del enchufe, hasta dónde llega cada regla y el temporizador del enchufe están [en los ajustes de cada cinta de correr]({settings}) (la rueda dentada al lado).\n- Lo que hay que reparar está en [reparaciones]({repairs}).",
			check_in: "¿Cómo te sientes desde tu último paseo?"
		},
		answers: {
			better: "Mejor",
			same: "Igual",
			worse: "Peor"
		}
	},
	fr: {
		card: {
			name: "Home Gym",
			description: "Ce que fait un tapis de course, à quelle vitesse et combien de temps encore, et un arrêt à portée de main."
		},
		editor: {
			device_id: "Tapis de course",
			device_id_help: "Laissez vide pour le premier tapis de course de la salle."
		},
		empty: {
			not_set_up: "Home Gym n'est pas configuré.",
			not_set_up_help: "Ajoutez-le sous Paramètres > Appareils et services.",
			no_machine: "Il n'y a pas encore de tapis de course.",
			no_machine_help: "Ajoutez-en un à Home Gym sous Paramètres > Appareils et services.",
			gone: "Ce tapis de course ne fait plus partie de Home Gym.",
			gone_help: "Modifiez la carte et choisissez-en un autre.",
			unavailable: "Home Gym ne surveille pas ce tapis de course.",
			unavailable_help: "Il n'est pas chargé ou n'a pas pu être configuré. Utilisez les boutons du tapis de course.",
			loading: "Un coup d'œil au tapis de course …",
			open_settings: "Ouvrir les réglages"
		},
		unit: {
			kmh: "km/h",
			mph: "mph"
		},
		phase: {
			off: "Éteint",
			ready: "Prêt",
			warm_up: "Échauffement",
			workout: "Marche",
			on_break: "Pause",
			cool_down: "Retour au calme",
			stopping: "Arrêt en cours",
			locked: "Verrouillé",
			no_signal: "Pas de signal",
			alarm: "Alarme"
		},
		doing: {
			off: "La prise est éteinte.",
			ready: "Montez et lancez le tapis doucement, sur le tapis de course lui-même.",
			warm_up: "Allez-y doucement jusqu'à être échauffé.",
			workout: "Marchez comme vous voulez, jusqu'à la vitesse affichée.",
			break_due: "C'est l'heure de la pause.",
			on_break: "Profitez de votre pause.",
			cool_down: "De plus en plus lentement jusqu'à la fin.",
			too_fast: "C'est plus rapide que permis pour le moment.",
			stopping: "Le tapis s'arrête. Tenez-vous à la rampe.",
			no_signal: "Utilisez les boutons du tapis de course.",
			suspended: "La surveillance est en pause. L'arrêt et la douleur fonctionnent toujours."
		},
		reason: {
			user_stop: "Vous avez arrêté",
			user_break: "Vous faites une pause",
			user_end: "Vous avez terminé la marche",
			pain: "Douleur",
			pain_emergency: "Douleur forte",
			red_flag: "Signe d'alerte",
			cramp: "Crampe",
			break_overdue: "Pause en retard",
			session_limit: "Une marche complète",
			day_limit: "Assez pour aujourd'hui",
			week_limit: "Assez pour cette semaine",
			locked: "Mouvement malgré le verrouillage",
			idle: "Inutilisé",
			drill: "Exercice d'arrêt",
			pause_limit: "Longue interruption",
			backstop: "La minuterie de la prise",
			nobody: "Personne sur le tapis"
		},
		dial: {
			label: "Vitesse",
			none: "Vitesse inconnue",
			allowed: "jusqu'à {speed}",
			no_cap: "pas de limite pour le moment",
			spoken: "{speed}, permis jusqu'à {cap}",
			spoken_no_cap: "{speed}",
			source: {
				machine: "par le tapis de course",
				policy: "par les règles",
				graded_return: "par la reprise après la douleur",
				warm_up: "par l'échauffement",
				breaks: "par la pause en retard",
				cool_down: "par le retour au calme"
			}
		},
		ring: {
			label: "Cette marche",
			of: "sur {minutes} min",
			open: "sans fin prévue",
			spoken: "{time} de marche, sur {minutes} minutes",
			spoken_open: "{time} de marche",
			breaks: "Pauses : {number}"
		},
		sums: "Aujourd'hui {minutes} min, cette semaine {week} min",
		next: {
			label: "Ensuite",
			warm_up_ends: "Échauffé",
			break_due: "Pause",
			break_ends: "Fin de la pause",
			cool_down_begins: "Retour au calme",
			session_ends: "Fin de la marche",
			supervision_returns: "Retour de la surveillance",
			in: "dans {time}"
		},
		pain: {
			label: "Ça fait mal ?",
			level: "Signaler une douleur de {level} sur 10",
			more: "Où, et signes d'alerte",
			less: "Masquer les endroits et les signes",
			place_label: "Où ? Choisissez d'abord, puis le chiffre.",
			flag_label: "Arrêter tout de suite, quel que soit le chiffre :",
			reported: "Signalé : {level}.",
			reported_flag: "Signalé : {symptom}.",
			sending: "Envoi …",
			failed: "Le signalement n'a pas pu être envoyé. Arrêtez au tapis de course lui-même.",
			take_back: "C'était une erreur ({seconds} s)",
			take_back_help: "Annule le verrouillage, pas l'arrêt.",
			scale: "Douleur de 0, aucune, à 10, la pire"
		},
		place: {
			lower_back: "Bas du dos",
			upper_back: "Haut du dos",
			neck: "Nuque",
			shoulder: "Épaule",
			buttock: "Fesse",
			hip: "Hanche",
			groin: "Aine",
			thigh: "Cuisse",
			knee: "Genou",
			shin: "Tibia",
			ankle: "Cheville",
			foot: "Pied"
		},
		symptom: {
			chest_pain: "Douleur ou pression dans la poitrine",
			breathless: "Essoufflement anormal",
			faint: "Sur le point de s'évanouir",
			palpitations: "Cœur qui s'emballe",
			dizzy: "Vertige ou confusion",
			saddle_numbness: "Engourdi entre les jambes",
			both_legs: "Les deux jambes faibles ou engourdies",
			one_leg: "Une jambe faible ou engourdie",
			calf: "Douleur soudaine au mollet",
			fall: "Une chute",
			cramp: "Une crampe"
		},
		stop: {
			button: "STOP",
			label: "Arrêter le tapis de course maintenant",
			sending: "Envoi de l'arrêt …",
			sent: "Arrêt envoyé. Un coup d'œil au tapis …",
			sent_at: "Arrêt envoyé à {time}. Un coup d'œil au tapis …",
			slowing: "Arrêt envoyé à {time}. Le tapis avance encore à {speed}.",
			still: "Le tapis est arrêté, depuis {time}.",
			still_off: "Le tapis est arrêté et la prise est éteinte, depuis {time}.",
			still_off_unverified: "Le tapis est arrêté et la prise se dit éteinte, depuis {time}. Rien ne mesure si du courant passe.",
			not_seen: "L'arrêt est envoyé, mais personne ne voit le tapis. Appuyez sur le bouton d'arrêt du tapis de course.",
			hold_rail: "Le tapis ne ralentit pas. Tenez-vous à la rampe et retirez la clé de sécurité.",
			unsent: "Le tapis de course est injoignable. Appuyez sur son bouton d'arrêt ou retirez la clé de sécurité.",
			failed: "L'arrêt n'a pas pu être envoyé. Appuyez sur le bouton d'arrêt du tapis de course ou retirez la clé de sécurité.",
			offline: "Pas de connexion à Home Assistant : cet arrêt ne marche pas maintenant. Appuyez sur le bouton d'arrêt du tapis de course ou retirez la clé de sécurité.",
			cannot: "Home Gym ne peut pas arrêter ce tapis de course, seulement vous le demander. Appuyez sur son bouton d'arrêt."
		},
		alarm: {
			belt_did_not_stop: "Le tapis ne s'est pas arrêté. Retirez la clé de sécurité.",
			plug_did_not_switch_off: "La prise ne s'est pas éteinte. Retirez la clé de sécurité et débranchez le tapis de course.",
			plug_switched_on_by_others: "Quelque chose rallume sans cesse la prise. Trouvez ce que c'est et désactivez-le.",
			clock_implausible: "L'horloge de Home Assistant est fausse. Aucun verrouillage ne se termine tant qu'elle l'est.",
			backstop_not_armed: "La prise n'a pas réglé sa minuterie.",
			acknowledge: "Je l'ai vu"
		},
		lock: {
			title: "Pourquoi",
			until: "Jusqu'à {time}",
			left: "encore {time}",
			waits: "Il attend que quelqu'un le lève.",
			then_waits: "Jusqu'à {time}, puis jusqu'à ce que quelqu'un le lève",
			whose: {
				machine: "Le verrouillage de ce tapis de course. Il vaut pour tout le monde.",
				person: "Votre verrouillage. Il vaut pour vous sur chaque tapis de course de la salle.",
				somebody: "Le verrouillage d'un invité ou d'une autre personne. Il vaut pour quiconque est choisi maintenant."
			},
			fine: "Ce que vous pouvez faire",
			fine_text: {
				pain: "Les mouvements doux de tous les jours sont permis. Marchez sur terrain plat si cela fait du bien.",
				pain_emergency: "Restez assis ou allongé, comme c'est le plus confortable. Si cela ne passe pas, consultez un médecin.",
				red_flag: "Asseyez-vous. Si cela ne passe pas tout de suite, appelez les secours. Ne remarchez que si un médecin le permet.",
				session_limit: "Tout sauf ce tapis de course. La pause est pour vos pieds et vos articulations.",
				day_limit: "Tout sauf ce tapis de course. Demain est un autre jour.",
				week_limit: "Tout sauf ce tapis de course. Votre corps se renforce pendant le repos.",
				idle: "Le tapis de course n'a pas servi, il a donc été éteint. Levez le verrouillage quand vous voulez marcher.",
				other: "Les mouvements doux de tous les jours sont permis."
			},
			release: "Lever le verrouillage …",
			release_question: "Lever le verrouillage ?",
			release_help: "La prise reste éteinte : vous l'allumez vous-même quand vous êtes prêt.",
			medical: "J'ai pris un avis médical.",
			confirm: "Oui, lever",
			cancel: "Non, laisser verrouillé",
			in_the_way: "Ce qui l'empêche",
			hours: "{hours} h {minutes} min"
		},
		blocker: {
			lock_stands: "Le verrouillage ne peut pas être levé avant l'heure.",
			needs_medical_advice: "Après un signe d'alerte, vous devez déclarer avoir pris un avis médical.",
			belt_moving: "Le tapis avance encore.",
			belt_not_seen: "On ne voit pas le tapis, personne ne sait donc s'il est arrêté.",
			pain_too_high: "Vous avez signalé trop de douleur pour marcher maintenant.",
			ladder_running: "Le tapis de course est en train d'être arrêté."
		},
		unseen: {
			offline: "Pas de connexion à Home Assistant. Ce que vous voyez date.",
			broker: "Le broker MQTT est injoignable : on ne voit ni le tapis de course ni la prise.",
			bridge: "La passerelle du tapis de course est hors ligne.",
			plug: "La prise est hors ligne.",
			belt: "Personne ne sait si le tapis avance.",
			belt_since: "Personne ne sait si le tapis avance. Vu pour la dernière fois à {time}.",
			conflict: "Les signaux se contredisent : {evidence}.",
			speed: "vitesse {value}",
			power: "puissance {value} W",
			cadence: "cadence {value}",
			relay_on: "prise allumée",
			relay_off: "prise éteinte"
		},
		rules: {
			title: "Ce que Home Gym peut faire ici",
			unproven: "Non prouvé sur votre machine",
			unproven_help: "Faites l'exercice d'arrêt : lui seul montre que ce tapis de course s'arrête vraiment. Il se trouve dans les réglages de la machine.",
			proven: "Prouvé par l'exercice d'arrêt",
			lesser: "{mode} (choisi : {chosen})",
			late: "{mode} (choisi : {chosen}) ; {told} arrive avec {seconds} s de retard",
			suspended: "{mode}, en pause",
			told: {
				speed_kmh: "la vitesse",
				power_w: "la puissance"
			},
			mode: {
				off: "désactivé",
				advise: "le dit",
				enforce: "le dit et agit"
			},
			rule: {
				pain: "Douleur",
				warm_up: "Échauffement",
				speed: "Vitesse",
				breaks: "Pauses",
				limits: "Limites",
				cool_down: "Retour au calme",
				signal: "Signal",
				presence: "Présence",
				idle_lock: "Verrouillage au repos"
			}
		},
		walker: {
			label: "Qui marche",
			guest: "Invité"
		},
		action: {
			take_break: "Faire une pause",
			snooze_break: "Plus tard (encore {left})",
			skip_break: "Sauter (encore {left})",
			end_session: "Terminer la marche",
			resume: "Surveiller à nouveau"
		},
		dashboard: {
			name: "Home Gym",
			description: "Un tableau de bord qui se configure tout seul : maintenant, historique, personnes et réglages.",
			now: "Maintenant",
			history: "Historique",
			people: "Personnes",
			set_up: "Réglages",
			walks: "Marches",
			weeks: "Minutes par semaine",
			before: "Avant de commencer",
			nobody: "Personne n'a encore été ajouté, tout le monde marche donc comme invité. Ajoutez des personnes à Home Gym sous *Paramètres > Appareils et services*.",
			set_up_help: "- L'**exercice d'arrêt**, l'étalonnage de la prise, ce que chaque règle peut faire et la minuterie de la prise se trouvent [dans les réglages de chaque tapis de course]({settings}) (la roue dentée à côté).\n- Ce qu'il faut réparer se trouve sous [réparations]({repairs}).",
			check_in: "Comment ça va depuis votre dernière marche ?"
		},
		answers: {
			better: "Mieux",
			same: "Pareil",
			worse: "Moins bien"
		}
	}
}, Be = .621371, Ve = {
	comma_decimal: "en-US",
	decimal_comma: "de",
	space_comma: "fr",
	quote_decimal: "de-CH"
}, V = class {
	#e;
	#t;
	constructor(e) {
		this.#e = e;
		let t = e.locale.language, n = t.split("-")[0] ?? t;
		this.#t = [
			ze[t],
			ze[n],
			B
		].filter((e) => e !== void 0);
	}
	text(e, t = {}) {
		return (this.#t.map((t) => He(t, e)).find((e) => e !== void 0) ?? e).replace(/\{(\w+)\}/g, (e, n) => n in t ? String(t[n]) : e);
	}
	has(e) {
		return He(B, e) !== void 0;
	}
	number(e, t) {
		let { language: n, number_format: r } = this.#e.locale;
		return (r === "none" ? e.toFixed(t) : void 0) ?? new Intl.NumberFormat(Ve[r] ?? n, {
			minimumFractionDigits: t,
			maximumFractionDigits: t
		}).format(e);
	}
	speed(e) {
		return this.number(this.#e.miles ? e * Be : e, 1);
	}
	get speedUnit() {
		return this.text(this.#e.miles ? "unit.mph" : "unit.kmh");
	}
	speedWithUnit(e) {
		return `${this.speed(e)}\u00a0${this.speedUnit}`;
	}
	clock(e, t, n = !1) {
		let { language: r, time_format: i } = this.#e.locale, a = {
			12: !0,
			24: !1
		}[i], o = { timeZone: this.#e.time_zone }, s = new Intl.DateTimeFormat(r, {
			...o,
			dateStyle: "short"
		}), c = s.format(e * 1e3) !== s.format(t * 1e3);
		return new Intl.DateTimeFormat(r, {
			...o,
			hour: "numeric",
			minute: "2-digit",
			...n ? { second: "2-digit" } : {},
			...c ? {
				weekday: "short",
				day: "numeric",
				month: "short"
			} : {},
			...a === void 0 ? {} : { hour12: a }
		}).format(e * 1e3);
	}
};
function H(e) {
	let t = Math.max(0, Math.floor(e)), [n, r, i] = [
		t / 3600,
		t % 3600 / 60,
		t % 60
	].map(Math.floor), a = (e) => String(e ?? 0).padStart(2, "0");
	return n ? `${n}:${a(r)}:${a(i)}` : `${r}:${a(i)}`;
}
function He(e, t) {
	let n = e;
	for (let e of t.split(".")) n = typeof n == "object" ? n[e] : void 0;
	return typeof n == "string" ? n : void 0;
}
// src/form.ts
var Ue = { device: {
	filter: { integration: I },
	entity: {
		integration: I,
		domain: "button"
	}
} };
function We() {
	let e = document.documentElement.lang || R.locale.language, t = new V({
		...R,
		locale: {
			...R.locale,
			language: e
		}
	});
	return {
		schema: [{
			name: "device_id",
			selector: Ue
		}],
		computeLabel: ({ name: e }) => t.text(`editor.${e}`),
		computeHelper: ({ name: e }) => t.text(`editor.${e}_help`)
	};
}
// src/live.ts
var Ge = 3e3, Ke = class {
	#e;
	#t;
	#n;
	#r;
	#i;
	#a;
	#o;
	constructor(e) {
		this.feed = null, this.fresh = !1, this.#t = null, this.#n = null, this.#r = null, this.#a = 0, this.#o = 0, this.#c = () => {
			this.#s(), this.fresh = !1, this.#e.requestUpdate();
			let [e, t, n] = [
				this.#a,
				this.#t,
				this.#n
			];
			t !== null && n !== null && t.subscribeMessage((t) => this.#l(e, t), {
				type: `${I}/machine/subscribe`,
				device_id: n
			}, { resubscribe: !1 }).then((t) => this.#u(e, t)).catch(() => this.#d(e));
		}, this.#e = e, e.addController(this);
	}
	now() {
		return Date.now() / 1e3 + this.#o;
	}
	follow(e, t) {
		(e !== this.#t || t !== this.#n) && (this.hostDisconnected(), this.#t = e, this.#n = t, this.hostConnected());
	}
	hostConnected() {
		this.#t?.addEventListener("ready", this.#c), this.#c();
	}
	hostDisconnected() {
		this.#t?.removeEventListener("ready", this.#c), this.#s(), this.feed = null;
	}
	#s() {
		this.#a += 1, clearTimeout(this.#i), Promise.resolve(this.#r?.()).catch(() => void 0), this.#r = null;
	}
	#c;
	#l(e, t) {
		e === this.#a && (this.feed = t, this.fresh = !0, this.#o = t.now - Date.now() / 1e3, this.#e.requestUpdate());
	}
	#u(e, t) {
		e === this.#a ? this.#r = t : t();
	}
	#d(e) {
		e === this.#a && (this.#i = setTimeout(this.#c, Ge));
	}
}, qe = {
	off: "calm",
	ready: "calm",
	warm_up: "good",
	workout: "good",
	on_break: "good",
	cool_down: "good",
	stopping: "careful",
	locked: "careful",
	no_signal: "careful",
	alarm: "urgent"
}, Je = .15;
function U(e) {
	return e.cap !== null && (e.speed_kmh ?? 0) > e.cap.speed_kmh + Je;
}
function Ye(e, t) {
	let n = Xe(e) === null ? qe[e.phase] : "urgent", r = n === "good";
	return {
		title: t.text(`phase.${e.phase}`),
		text: Ze(e, r, t),
		tone: r && (U(e) || e.pause?.due) ? "careful" : n
	};
}
function Xe({ stop: e }) {
	return e?.under_way ? e.unsent ? "unsent" : e.warned || e.failed ? "hold_rail" : null : null;
}
function Ze(e, t, n) {
	if (e.phase === "alarm") return n.text(`alarm.${e.alarm ?? ""}`);
	let r = Xe(e);
	if (r !== null) return n.text(`stop.${r}`);
	if (e.phase === "locked") return n.text(`reason.${e.reason ?? ""}`);
	if (t && e.suspended) return n.text("doing.suspended");
	if (t && U(e)) return n.text("doing.too_fast");
	if (t && e.phase !== "on_break" && e.pause?.due) return n.text("doing.break_due");
	let i = n.text(`doing.${e.phase}`);
	return e.phase === "stopping" && e.reason !== null ? `${n.text(`reason.${e.reason}`)}. ${i}` : i;
}
// src/model/dial.ts
var Qe = 6, $e = 1.5;
function et(e, t) {
	let n = tt(e), r = (e) => Math.min(1, Math.max(0, e / n)), { cap: i, speed_kmh: a } = e, o = a === null ? t.text("dial.none") : t.speedWithUnit(a);
	return {
		value: a === null ? "–" : t.speed(a),
		unit: t.speedUnit,
		allowed: i === null ? t.text("dial.no_cap") : t.text("dial.allowed", { speed: t.speedWithUnit(i.speed_kmh) }),
		source: i === null ? "" : t.text(`dial.source.${i.source}`),
		spoken: i === null ? t.text("dial.spoken_no_cap", { speed: o }) : t.text("dial.spoken", {
			speed: o,
			cap: t.speedWithUnit(i.speed_kmh)
		}),
		tooFast: U(e),
		speed: a === null ? null : r(a),
		cap: i === null ? null : r(i.speed_kmh)
	};
}
function tt(e) {
	let t = Math.max(Qe, $e * (e.cap?.speed_kmh ?? 0));
	return Math.max(Math.min(t, e.maximum_kmh), e.speed_kmh ?? 0);
}
// src/model/lock.ts
var nt = "needs_medical_advice", rt = 60, it = 3600, at = /* @__PURE__ */ new Set([
	"locked",
	"not_locked",
	nt
]);
function ot(e, t, n) {
	let r = [...e.locks].sort((e, t) => t.ends - e.ends)[0];
	if (r === void 0) return null;
	let i = e.blockers.filter((e) => !at.has(e)), a = `lock.fine_text.${st(e.locks) ?? r.reason}`;
	return {
		locks: e.locks.map((e) => ct(e, t, n)),
		fine: n.text(n.has(a) ? a : "lock.fine_text.other"),
		blockers: i.map((e) => n.text(`blocker.${e}`)),
		needsAdvice: e.blockers.includes(nt),
		mayRelease: i.length === 0
	};
}
function st(e) {
	return [
		"red_flag",
		"pain_emergency",
		"pain"
	].find((t) => e.some((e) => e.reason === t));
}
function ct(e, t, n) {
	let r = e.ends - t;
	return {
		reason: n.text(`reason.${e.reason}`),
		until: ut(e, r, t, n),
		left: r > 0 ? n.text("lock.left", { time: lt(r, n) }) : "",
		whose: n.text(`lock.whose.${e.whose}`)
	};
}
function lt(e, t) {
	let n = Math.ceil(e / rt);
	return e < it ? H(Math.ceil(e)) : t.text("lock.hours", {
		hours: Math.floor(n / 60),
		minutes: n % 60
	});
}
function ut(e, t, n, r) {
	let i = r.clock(e.ends, n);
	return e.needs_release ? r.text(t > 0 ? "lock.then_waits" : "lock.waits", { time: i }) : r.text("lock.until", { time: i });
}
// src/model/next.ts
function dt(e, t, n) {
	if (e.stop?.under_way || e.phase === "alarm") return null;
	let r = e.next.find((e) => e.at > t);
	return r === void 0 ? null : {
		what: n.text(`next.${r.what}`),
		countdown: n.text("next.in", { time: H(Math.ceil(r.at - t)) }),
		clock: n.clock(r.at, t)
	};
}
// src/model/ring.ts
var ft = 3600, pt = 60;
function mt(e, t, n) {
	let { walk: r } = e;
	if (r === null) return null;
	let i = ht(e, r, t), a = r.total_s ?? Math.max(ft, i), o = (e) => Math.min(1, Math.max(0, e / a)), s = H(i), c = Math.round(a / pt), l = r.total_s === null;
	return {
		time: s,
		total: l ? n.text("ring.open") : n.text("ring.of", { minutes: c }),
		breaks: n.text("ring.breaks", { number: r.breaks_taken }),
		spoken: n.text(l ? "ring.spoken_open" : "ring.spoken", {
			time: s,
			minutes: c
		}),
		progress: o(i),
		segments: gt(r, a, o),
		breakMarks: r.breaks_s.filter((e) => e < a).map(o)
	};
}
function ht(e, t, n) {
	let r = e.signal.belt === "moving";
	return t.walked_s + (r ? Math.max(0, n - e.now) : 0);
}
function gt(e, t, n) {
	let r = e.cool_down_s ?? t, i = Math.min(e.warm_up_s, r);
	return [
		{
			kind: "warm_up",
			from: 0,
			to: n(i)
		},
		{
			kind: "walk",
			from: n(i),
			to: n(r)
		},
		{
			kind: "cool_down",
			from: n(r),
			to: 1
		}
	].filter((e) => e.to > e.from);
}
// src/model/rules.ts
function _t(e, t) {
	return {
		proven: e.proven,
		badge: t.text(e.proven ? "rules.proven" : "rules.unproven"),
		lines: Object.entries(e.rules).map(([e, n]) => ({
			rule: t.text(`rules.rule.${e}`),
			mode: vt(n, t),
			less: n.mode !== n.chosen
		}))
	};
}
function vt(e, t) {
	let n = t.text(`rules.mode.${e.mode}`);
	if (e.suspended) return t.text("rules.suspended", { mode: n });
	if (e.mode === e.chosen) return n;
	let r = t.text(`rules.mode.${e.chosen}`), i = e.held_back_by;
	if (i === void 0) return t.text("rules.lesser", {
		mode: n,
		chosen: r
	});
	let a = t.text(`rules.told.${i.told}`);
	return t.text("rules.late", {
		mode: n,
		chosen: r,
		told: a,
		seconds: t.number(i.late_s, 0)
	});
}
// src/model/stop.ts
var yt = 2, bt = 3, xt = 12, St = 120;
function Ct(e, t, n, r, i) {
	let a = (e) => ({
		text: i.text(`stop.${e}`),
		tone: "urgent"
	});
	if (!n) return a("offline");
	if (t?.state === "failed") return a("failed");
	let { stop: o } = e;
	if (o?.under_way) return Tt(e, o, i);
	let s = t !== null && r - t.at < St ? t : null;
	return o?.still && wt(o, o.still, s, r) ? Et(o, o.still, r, i) : s === null ? null : Dt(e, s, r, i);
}
function wt(e, t, n, r) {
	let i = n === null ? r - St : n.at - yt;
	return Math.max(t, e.sent ?? 0, e.off ?? 0) >= i;
}
function Tt(e, t, n) {
	if (t.unsent) return {
		text: n.text("stop.unsent"),
		tone: "urgent"
	};
	if (t.failed || t.warned) return {
		text: n.text("stop.hold_rail"),
		tone: "urgent"
	};
	if (t.still !== null) return {
		text: n.text("stop.still", { time: Ot(t.still, e, n) }),
		tone: "good"
	};
	if (t.sent === null) return {
		text: n.text("doing.stopping"),
		tone: "careful"
	};
	let r = Ot(t.sent, e, n), i = e.speed_kmh;
	return {
		text: e.signal.belt === "moving" && i !== null ? n.text("stop.slowing", {
			time: r,
			speed: n.speedWithUnit(i)
		}) : n.text("stop.sent_at", { time: r }),
		tone: "careful"
	};
}
function Et(e, t, n, r) {
	let i = e.off === null ? "still" : e.load_verified ? "still_off" : "still_off_unverified", a = r.clock(e.off ?? t, n, !0);
	return {
		text: r.text(`stop.${i}`, { time: a }),
		tone: "good"
	};
}
function Dt(e, t, n, r) {
	if (t.state === "sending") return n - t.at > bt ? {
		text: r.text("stop.failed"),
		tone: "urgent"
	} : {
		text: r.text("stop.sending"),
		tone: "careful"
	};
	let i = e.signal.seen_at ?? 0;
	if (e.signal.belt === "still" && e.now >= t.at) {
		let e = r.clock(i, n, !0);
		return {
			text: r.text("stop.still", { time: e }),
			tone: "good"
		};
	}
	return e.can_stop ? n - t.at > xt ? {
		text: r.text("stop.not_seen"),
		tone: "urgent"
	} : {
		text: r.text("stop.sent"),
		tone: "careful"
	} : {
		text: r.text("stop.cannot"),
		tone: "urgent"
	};
}
function Ot(e, t, n) {
	return n.clock(e, t.now, !0);
}
// src/model/unseen.ts
var kt = {
	speed_kmh: ({ value: e }, t) => t.text("unseen.speed", { value: t.speedWithUnit(e) }),
	power_w: ({ value: e }, t) => t.text("unseen.power", { value: t.number(e, 0) }),
	cadence_spm: ({ value: e }, t) => t.text("unseen.cadence", { value: t.number(e, 0) }),
	relay_on: ({ value: e }, t) => t.text(e > 0 ? "unseen.relay_on" : "unseen.relay_off")
};
function At(e, t, n, r) {
	let { signal: i } = e;
	if (!t) return [r.text("unseen.offline")];
	if (!i.broker_up) return [r.text("unseen.broker")];
	let a = [];
	return i.belt === "conflict" && a.push(r.text("unseen.conflict", { evidence: Mt(e, r) })), e.in_session && i.belt === "unknown" && a.push(jt(e, n, r)), i.bridge_online === !1 && e.phase !== "off" && a.push(r.text("unseen.bridge")), e.has_plug && i.plug_online === !1 && a.push(r.text("unseen.plug")), a;
}
function jt(e, t, n) {
	let { seen_at: r } = e.signal;
	return r === null ? n.text("unseen.belt") : n.text("unseen.belt_since", { time: n.clock(r, t, !0) });
}
function Mt(e, t) {
	return Object.entries(kt).flatMap(([n, r]) => {
		let i = e.signal.evidence[n];
		return i === void 0 ? [] : [r(i, t)];
	}).join(", ");
}
// src/model/model.ts
function Nt(e, t, n, r) {
	let i = e.walk !== null || e.signal.belt === "moving";
	return {
		machine: e.machine,
		headline: Ye(e, r),
		dial: i ? et(e, r) : null,
		ring: mt(e, n, r),
		sums: r.text("sums", {
			minutes: e.day_min,
			week: e.week_min
		}),
		next: dt(e, n, r),
		stop: Ct(e, t.tap, t.connected, n, r),
		lock: ot(e, n, r),
		unseen: At(e, t.connected, n, r),
		alarm: e.alarm === null ? null : r.text(`alarm.${e.alarm}`),
		mayAcknowledge: e.alarm !== null && !e.alarm_acknowledged,
		rules: _t(e, r),
		walkers: Pt(e, r),
		actions: Ft(e, r),
		takeBack_s: It(e, n)
	};
}
function Pt(e, t) {
	let { guest: n, people: r, person_id: i } = e;
	return [{
		option: n,
		name: t.text("walker.guest"),
		chosen: !(i in r)
	}, ...Object.entries(r).map(([e, t]) => ({
		option: t,
		name: t,
		chosen: e === i
	}))];
}
function Ft(e, t) {
	let { pause: n } = e, r = [], i = (e, n = 0) => {
		r.push({
			action: e,
			text: t.text(`action.${e}`, { left: n })
		});
	};
	return e.suspended && i("resume"), !e.in_session || e.stop?.under_way || (e.signal.belt === "moving" && n !== null && i("take_break"), n?.due && n.snoozes_left > 0 && i("snooze_break", n.snoozes_left), n?.due && n.skips_left > 0 && i("skip_break", n.skips_left), i("end_session")), r;
}
function It(e, t) {
	let n = (e.take_back_until ?? 0) - t;
	return n > 0 ? Math.ceil(n) : null;
}
// src/parts/empty.ts
var Lt = "/config/integrations/integration/home_gym";
function Rt(e, t) {
	let n = t.has(`empty.${e}_help`) ? t.text(`empty.${e}_help`) : null;
	return T`
    <div class="empty" role="status">
      <h2>${t.text(`empty.${e}`)}</h2>
      ${n === null ? O : T`<p>${n}</p>`}
      ${n === null ? O : T`<a href=${Lt}>${t.text("empty.open_settings")}</a>`}
    </div>
  `;
}
// src/parts/head.ts
function zt(e, t, n) {
	let { headline: r } = e;
	return T`
    <header>
      <span class="machine">${e.machine}</span>
      ${Vt(e, t, n)}
    </header>
    <div class="headline" role="status">
      <h2 class="phase ${r.tone}">${r.title}</h2>
      <p>${r.text}</p>
    </div>
    <div role="alert" class="alerts">${Ht(e)}</div>
  `;
}
function Bt(e, t) {
	let { next: n } = e;
	return n === null ? O : T`
    <p class="next">
      <span>${t.text("next.label")}</span>
      <b>${n.what}</b>
      <b class="countdown">${n.countdown}</b>
      <span>${n.clock}</span>
    </p>
  `;
}
function Vt(e, t, n) {
	return e.walkers.length < 2 ? O : T`
    <label class="walker">
      <span>${n.text("walker.label")}</span>
      <select @change=${(e) => t(e.target.value)}>
        ${e.walkers.map((e) => T`
            <option value=${e.option} .selected=${e.chosen}>${e.name}</option>
          `)}
      </select>
    </label>
  `;
}
function Ht(e) {
	let t = e.alarm === null ? [] : [e.alarm], n = (t) => t === e.headline.text ? "spoken" : "urgent";
	return [...t.map((e) => T`<p class=${n(e)}>${e}</p>`), ...e.unseen.map((e) => T`<p class="careful">${e}</p>`)];
}
// src/arcs.ts
var Ut = .9999;
function W({ x: e, y: t, radius: n }, r) {
	let i = 2 * Math.PI * r;
	return [Wt(e + n * Math.sin(i)), Wt(t - n * Math.cos(i))];
}
function G(e, t, n) {
	let r = Math.min(n, t + Ut), [i, a] = W(e, t), [o, s] = W(e, r), c = +(r - t > .5);
	return `M${i} ${a}A${e.radius} ${e.radius} 0 ${c} 1 ${o} ${s}`;
}
function Wt(e) {
	return Math.round(e * 100) / 100;
}
// src/parts/dial.ts
var K = {
	x: 60,
	y: 60,
	radius: 50
}, Gt = -.375, Kt = .75, qt = {
	...K,
	radius: 41
}, Jt = {
	...K,
	radius: 58
};
function Yt(e, t) {
	let n = (e) => Gt + Kt * e;
	return T`
    <figure class="instrument ${e.tooFast ? "too-fast" : ""}">
      <svg viewBox="0 0 120 108" role="img" aria-label="${t.text("dial.label")}: ${e.spoken}">
        <path class="track" d=${G(K, n(0), n(1))} />
        ${e.cap === null ? O : E`<path class="over" d=${G(K, n(e.cap), n(1))} />`}
        ${e.speed ? E`<path class="value" d=${G(K, n(0), n(e.speed))} />` : O}
        ${e.cap === null ? O : Xt(n(e.cap))}
        <text class="big" x="60" y="68">${e.value}</text>
        <text class="small" x="60" y="84">${e.unit}</text>
      </svg>
      <figcaption>
        <b>${e.allowed}</b>
        <span>${e.source}</span>
      </figcaption>
    </figure>
  `;
}
function Xt(e) {
	let [t, n] = W(qt, e), [r, i] = W(Jt, e);
	return E`<line class="cap" x1=${t} y1=${n} x2=${r} y2=${i} />`;
}
// src/parts/lock.ts
function Zt(e, t, n, r) {
	return T`
    <section class="lock" aria-label=${r.text("lock.title")}>
      <div class="why">
        <ha-icon icon="mdi:lock" aria-hidden="true"></ha-icon>
        <ul>
          ${e.locks.map((e) => T`
              <li>
                <b>${e.reason}</b>
                <span class="until">${e.until}</span>
                <span class="left">${e.left}</span>
                <small>${e.whose}</small>
              </li>
            `)}
        </ul>
      </div>
      <h3>${r.text("lock.fine")}</h3>
      <p>${e.fine}</p>
      ${e.mayRelease ? $t(e, t, n, r) : Qt(e, r)}
    </section>
  `;
}
function Qt(e, t) {
	return T`
    <h3>${t.text("lock.in_the_way")}</h3>
    <ul class="blockers">
      ${e.blockers.map((e) => T`<li>${e}</li>`)}
    </ul>
  `;
}
function $t(e, t, n, r) {
	return t.asking ? T`
    <div class="question" role="group" aria-label=${r.text("lock.release_question")}>
      <b>${r.text("lock.release_question")}</b>
      <span>${r.text("lock.release_help")}</span>
      ${e.needsAdvice ? T`
            <label>
              <input type="checkbox" .checked=${t.advice} @change=${(e) => n.advise(e.target.checked)} />
              ${r.text("lock.medical")}
            </label>
          ` : O}
      <div class="row">
        <button class="plain" ?disabled=${e.needsAdvice && !t.advice} @click=${n.release}>
          ${r.text("lock.confirm")}
        </button>
        <button class="plain" @click=${() => n.ask(!1)}>${r.text("lock.cancel")}</button>
      </div>
    </div>
  ` : T`
      <button class="plain" @click=${() => n.ask(!0)}>${r.text("lock.release")}</button>
    `;
}
// src/parts/pain.ts
var en = Array.from({ length: 11 }, (e, t) => t), tn = Object.keys(B.place), nn = Object.keys(B.symptom);
function rn(e, t, n) {
	return T`
    <section class="pain" aria-label=${n.text("pain.label")}>
      <div class="pain-head">
        <h3>${n.text("pain.label")}</h3>
        <button class="quiet" aria-expanded=${e.open} aria-controls="more" @click=${t.toggle}>
          ${n.text(e.open ? "pain.less" : "pain.more")}
        </button>
      </div>
      <div class="levels" role="group" aria-label=${n.text("pain.scale")}>
        ${en.map((e) => an(e, t, n))}
      </div>
      <div id="more" ?hidden=${!e.open}>${e.open ? on(e, t, n) : O}</div>
      <div class="row">
        <span role="status">${e.said}</span>
        ${e.takeBack_s === null ? O : sn(e.takeBack_s, t, n)}
      </div>
    </section>
  `;
}
function an(e, t, n) {
	return T`
    <button
      class="level"
      style="--level: ${e / 10}"
      aria-label=${n.text("pain.level", { level: e })}
      @click=${() => t.report(e)}
    >
      ${e}
    </button>
  `;
}
function on(e, t, n) {
	return T`
    <p>${n.text("pain.flag_label")}</p>
    <div class="chips" role="group" aria-label=${n.text("pain.flag_label")}>
      ${nn.map((e) => T`
          <button class="chip flag" @click=${() => t.flag(e)}>
            ${n.text(`symptom.${e}`)}
          </button>
        `)}
    </div>
    <p>${n.text("pain.place_label")}</p>
    <div class="chips" role="group" aria-label=${n.text("pain.place_label")}>
      ${tn.map((r) => T`
          <button
            class="chip"
            aria-pressed=${e.place === r}
            @click=${() => t.choose(r)}
          >
            ${n.text(`place.${r}`)}
          </button>
        `)}
    </div>
  `;
}
function sn(e, t, n) {
	return T`
    <button class="plain" aria-describedby="take-back" @click=${t.takeBack}>
      ${n.text("pain.take_back", { seconds: e })}
    </button>
    <small id="take-back">${n.text("pain.take_back_help")}</small>
  `;
}
// src/parts/ring.ts
var q = {
	x: 60,
	y: 58,
	radius: 50
}, cn = {
	...q,
	radius: 41
}, J = .004, ln = 5;
function un(e, t, n) {
	return T`
    <figure class="instrument">
      <svg viewBox="0 0 120 116" role="img" aria-label="${n.text("ring.label")}: ${e.spoken}">
        ${e.segments.map(({ kind: e, from: t, to: n }) => E`<path class="segment ${e}" d=${G(q, t + J, Math.max(n - J, t + J))} />`)}
        <path class="progress" d=${G(cn, 0, Math.max(.001, e.progress))} />
        ${e.breakMarks.map((e) => {
		let [t, n] = W(q, e);
		return E`<circle class="break" cx=${t} cy=${n} r="4" />`;
	})}
        <text class="big ${e.time.length > ln ? "hours" : "time"}" x="60" y="64">${e.time}</text>
        <text class="small" x="60" y="80">${e.total}</text>
      </svg>
      <figcaption>
        <b>${e.breaks}</b>
        <span>${t}</span>
      </figcaption>
    </figure>
  `;
}
// src/parts/rules.ts
function dn(e, t) {
	return T`
    <details class="rules">
      <summary>
        <span>${t.text("rules.title")}</span>
        <span class="badge ${e.proven ? "good" : "careful"}">${e.badge}</span>
      </summary>
      ${e.proven ? O : T`<p>${t.text("rules.unproven_help")}</p>`}
      <dl>
        ${e.lines.map((e) => T`
            <dt>${e.rule}</dt>
            <dd class=${e.less ? "less" : ""}>${e.mode}</dd>
          `)}
      </dl>
    </details>
  `;
}
// src/parts/stop.ts
function fn(e, t, n) {
	let r = n.text("stop.button"), i = e?.tone === "urgent";
	return T`
    <div class="stop">
      <div role="status">${i ? O : pn(e)}</div>
      <div role="alert">${i ? pn(e) : O}</div>
      <button class="stop-button" aria-label="${r}: ${n.text("stop.label")}" @click=${t}>
        ${r}
      </button>
    </div>
  `;
}
function pn(e) {
	return e === null ? O : T`<p class="said ${e.tone}">${e.text}</p>`;
}
// src/styles/instruments.ts
var mn = o`
  .instrument {
    display: flex;
    flex-direction: column;
    align-items: center;
    text-align: center;
  }
  .instrument svg {
    width: 100%;
    max-width: 300px;
    direction: ltr;
  }
  .instrument path {
    fill: none;
    stroke-width: 9;
  }
  .track {
    stroke: var(--line);
  }
  .over {
    stroke: var(--urgent);
    opacity: 0.35;
  }
  .value {
    stroke: var(--good);
    stroke-linecap: round;
    transition: d 300ms linear;
  }
  .too-fast .value {
    stroke: var(--urgent);
  }
  .cap {
    stroke: var(--primary-text-color);
    stroke-width: 3;
  }
  .segment.warm_up {
    stroke: var(--careful);
  }
  .segment.walk {
    stroke: var(--good);
  }
  .segment.cool_down {
    stroke: var(--info-color, #039be5);
  }
  .instrument path.segment {
    stroke-width: 6;
    opacity: 0.55;
  }
  .instrument path.progress {
    stroke: var(--primary-text-color);
    stroke-width: 5;
    stroke-linecap: round;
  }
  .break {
    fill: var(--card-background-color, #fff);
    stroke: var(--primary-text-color);
    stroke-width: 1.5;
  }
  .instrument text {
    fill: var(--primary-text-color);
    text-anchor: middle;
    font-family: inherit;
  }
  .big {
    font-size: 34px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .big.time {
    font-size: 21px;
  }
  .big.hours {
    font-size: 16px;
  }
  .instrument .small {
    font-size: 10px;
    fill: var(--quiet);
  }
  figcaption {
    display: flex;
    flex-direction: column;
  }
  figcaption b {
    font-size: clamp(1rem, 3.4cqi, 1.4rem);
    font-weight: 500;
  }
  figcaption span {
    color: var(--quiet);
  }
  @media (prefers-reduced-motion: reduce) {
    .value {
      transition: none;
    }
  }
`, hn = o`
  ha-card {
    container-type: inline-size;
  }
  .card {
    padding: 16px;
  }
  .main {
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-width: 0;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  figure {
    margin: 0;
    padding: 0;
  }
  h3 {
    font-size: 1rem;
    font-weight: 500;
  }
  ul {
    list-style: none;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    color: var(--quiet);
  }
  .machine {
    font-size: 1.1rem;
    font-weight: 500;
  }
  .walker {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .walker select {
    min-width: 0;
    max-width: 60%;
    text-overflow: ellipsis;
  }
  .phase {
    font-size: clamp(2.2rem, 11cqi, 5rem);
    font-weight: 600;
    line-height: 1.1;
    border-inline-start: 0.2em solid var(--tone, var(--line));
    padding-inline-start: 0.25em;
  }
  .headline p {
    font-size: clamp(1rem, 3.4cqi, 1.5rem);
    margin-block-start: 6px;
  }
  .good {
    --tone: var(--good);
  }
  .careful {
    --tone: var(--careful);
  }
  .urgent {
    --tone: var(--urgent);
  }
  .alerts:not(:has(p)) {
    display: none;
  }
  .alerts .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .alerts p:not(.spoken) {
    padding: 10px 12px;
    margin-block-end: 8px;
    border-inline-start: 6px solid var(--tone);
    background: var(--soft);
    font-size: 1.1rem;
    font-weight: 500;
  }
  .instruments {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(128px, 1fr));
    gap: 8px;
  }
  .sums {
    color: var(--quiet);
  }
  .next {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 10px;
    font-size: clamp(1.1rem, 4cqi, 1.8rem);
  }
  .next span {
    color: var(--quiet);
    font-size: 1rem;
  }
  .countdown {
    font-variant-numeric: tabular-nums;
  }
  .lock {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 12px;
    border-radius: 12px;
    background: var(--soft);
  }
  .lock ha-icon {
    --mdc-icon-size: 40px;
    color: var(--careful);
  }
  .why {
    display: flex;
    gap: 12px;
  }
  .lock li {
    display: flex;
    flex-direction: column;
    font-size: 1.1rem;
  }
  .lock li + li {
    margin-block-start: 8px;
  }
  .lock .left {
    font-variant-numeric: tabular-nums;
    font-size: 1.4rem;
  }
  .lock .blockers li {
    display: list-item;
    list-style: disc inside;
    font-size: 1rem;
  }
  .question {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .empty {
    padding: 24px 16px;
  }
  .empty p {
    margin-block: 8px;
    color: var(--quiet);
  }
  a {
    color: var(--primary-color);
  }
  .rules dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px 12px;
    margin-block-start: 8px;
  }
  .rules dt {
    color: var(--quiet);
  }
  .rules dd {
    margin: 0;
  }
  .rules dd.less {
    font-weight: 500;
  }
`, gn = o`
  button,
  select {
    font: inherit;
    color: inherit;
    min-height: 48px;
    padding: 0 14px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--card-background-color, transparent);
    cursor: pointer;
    touch-action: manipulation;
  }
  button:focus-visible,
  select:focus-visible,
  summary:focus-visible,
  input:focus-visible,
  a:focus-visible {
    outline: 3px solid var(--primary-color);
    outline-offset: 2px;
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .quiet {
    border-color: transparent;
    color: var(--quiet);
    text-decoration: underline;
    padding: 0;
  }
  .actions,
  .row,
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .chips {
    margin-block: 6px 10px;
  }
  .chip[aria-pressed="true"] {
    border: 2px solid var(--primary-color);
    background: var(--soft);
    font-weight: 600;
  }
  .chip[aria-pressed="true"]::before {
    content: "✓ ";
  }
  .chip.flag {
    border-color: var(--urgent);
  }
  .pain > .row {
    margin-block-start: 8px;
  }
  .pain-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 12px;
  }
  .levels {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
    gap: 6px;
  }
  @container (min-width: 480px) {
    .levels {
      grid-template-columns: repeat(11, 1fr);
    }
  }
  .level {
    padding: 0;
    min-height: 48px;
    font-size: 1.3rem;
    font-weight: 600;
    background: rgb(198 40 40 / calc(var(--level) * 0.5));
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-height: 48px;
    color: var(--quiet);
    cursor: pointer;
  }
  .badge {
    padding: 2px 10px;
    border: 2px solid var(--tone);
    border-radius: 999px;
    color: var(--primary-text-color);
  }
  label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 48px;
  }
  input {
    width: 24px;
    height: 24px;
  }
  .stop,
  .dock {
    background: var(--ha-card-background, var(--card-background-color, #fff));
    border-end-start-radius: var(--ha-card-border-radius, 12px);
    border-end-end-radius: var(--ha-card-border-radius, 12px);
  }
  .dock {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    flex-direction: column;
    gap: 10px;
    margin: 12px -16px -16px;
    padding: 8px 16px 16px;
    border-block-start: 1px solid var(--line);
  }
  #more {
    max-height: 40vh;
    overflow-y: auto;
  }
  /* Where hardly anything else would fit on the screen, the stop comes before the rest. */
  @media (max-height: 560px) {
    .dock {
      display: contents;
    }
    .stop {
      position: sticky;
      inset-block-end: 0;
      z-index: 1;
      margin: 0 -16px -16px;
      padding: 8px 16px;
    }
  }
  .said {
    font-weight: 500;
    font-size: 1.1rem;
    border-inline-start: 6px solid var(--tone);
    padding-inline-start: 10px;
    margin-block-end: 8px;
  }
  .stop-button {
    width: 100%;
    min-height: clamp(72px, 12vh, 110px);
    border: none;
    background: var(--stop);
    color: #fff;
    font-size: clamp(2.4rem, 12cqi, 4rem);
    font-weight: 700;
    letter-spacing: 0.08em;
  }
  .stop-button:active {
    filter: brightness(0.8);
  }
`, _n = o`
  @container (min-width: 860px) {
    .card {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(320px, 38%);
      gap: 24px;
      padding: 24px;
    }
    .dock {
      align-self: start;
      inset-block: calc(var(--header-height, 56px) + 16px) auto;
      margin: 0;
      padding: 0;
      border: none;
    }
    .dock .levels {
      grid-template-columns: repeat(4, 1fr);
    }
    .dock .level {
      min-height: 64px;
    }
    .stop-button {
      min-height: 28vh;
    }
    .phase {
      font-size: clamp(3rem, 7cqi, 7rem);
    }
    .headline p {
      font-size: 1.8rem;
    }
  }
`, vn = [
	o`
  :host {
    --good: var(--success-color, #43a047);
    --careful: var(--warning-color, #ffa600);
    --urgent: var(--error-color, #db4437);
    --stop: var(--home-gym-stop-color, #c62828);
    --quiet: var(--secondary-text-color);
    --line: var(--divider-color, #8884);
    --soft: var(--secondary-background-color, #8882);
    display: block;
    color: var(--primary-text-color);
  }
`,
	hn,
	mn,
	gn,
	_n
], Y = 1e3, yn = class extends F {
	static {
		this.styles = vn;
	}
	static {
		this.properties = { config: { state: !0 } };
	}
	static {
		this.getConfigForm = We;
	}
	#e = new Ke(this);
	#t = new Fe(this, () => this.#e.now());
	#n;
	#r = null;
	#i = "loading";
	#a = new V(R);
	#o;
	static getStubConfig(e) {
		let t = L(e)[0];
		return t === void 0 ? {} : { device_id: t.device_id };
	}
	setConfig(e) {
		if (e.device_id !== void 0 && typeof e.device_id != "string") throw Error("device_id");
		this.config = e;
	}
	set hass(e) {
		let t = this.#n;
		this.#n = e, (t?.locale !== e.locale || t.config !== e.config) && (this.#a = new V(z(e))), (t === void 0 || Le(t, e)) && this.requestUpdate();
	}
	getCardSize() {
		return 9;
	}
	getGridOptions() {
		return {
			columns: 12,
			min_columns: 6,
			rows: "auto"
		};
	}
	connectedCallback() {
		super.connectedCallback(), this.#f();
	}
	disconnectedCallback() {
		super.disconnectedCallback(), clearTimeout(this.#o);
	}
	willUpdate() {
		let e = this.#n;
		if (e === void 0 || this.config === void 0) return;
		let t = this.#d(e, this.config);
		this.#i = typeof t == "string" ? t : "loading", this.#r = typeof t == "string" ? null : t, this.#r !== null && (this.#t.aim(e, this.#r.device_id), this.#e.follow(e.connection, this.#r.device_id));
	}
	render() {
		let { feed: e } = this.#e;
		if (e === null || this.#r === null) return T`<ha-card>${Rt(this.#i, this.#a)}</ha-card>`;
		let t = (this.#n?.connected ?? !1) && this.#e.fresh, n = Nt(e, {
			tap: this.#t.tap,
			connected: t
		}, this.#e.now(), this.#a);
		return T`<ha-card>${this.#s(n, this.#a)}</ha-card>`;
	}
	#s(e, t) {
		let n = this.#t, r = {
			...n.hurting,
			said: n.said(t),
			takeBack_s: e.takeBack_s
		};
		return T`
      <div class="card">
        <div class="main">
          ${zt(e, n.walk, t)}
          ${e.mayAcknowledge ? this.#l(t) : O}
          ${e.lock === null ? O : Zt(e.lock, n.releasing, n, t)}
          ${this.#c(e, t)} ${Bt(e, t)} ${this.#u(e)}
          ${dn(e.rules, t)}
        </div>
        <div class="dock">
          ${rn(r, n, t)} ${fn(e.stop, n.stop, t)}
        </div>
      </div>
    `;
	}
	#c({ dial: e, ring: t, sums: n }, r) {
		return T`
      <div class="instruments">
        ${e === null ? O : Yt(e, r)}
        ${t === null ? T`<p class="sums">${n}</p>` : un(t, n, r)}
      </div>
    `;
	}
	#l(e) {
		return T`
      <button class="plain" @click=${this.#t.acknowledge}>
        ${e.text("alarm.acknowledge")}
      </button>
    `;
	}
	#u(e) {
		return e.actions.length === 0 ? O : T`
      <div class="actions">
        ${e.actions.map(({ action: e, text: t }) => T`
            <button class="plain" @click=${() => this.#t.act(e)}>${t}</button>
          `)}
      </div>
    `;
	}
	#d(e, { device_id: t }) {
		let n = L(e);
		if (n.length === 0) return e.config.components.includes("home_gym") ? "no_machine" : "not_set_up";
		let r = n.find((e) => t === void 0 || e.device_id === t);
		if (r === void 0) return "gone";
		let i = e.states[r.phase]?.state;
		return i === void 0 || i === "unavailable" ? "unavailable" : r;
	}
	#f() {
		clearTimeout(this.#o);
		let e = Y - this.#e.now() * Y % Y;
		this.#o = setTimeout(() => {
			this.requestUpdate(), this.#f();
		}, e);
	}
}, bn = "sensor.phase", xn = "sensor.person_day";
function Sn(e) {
	let t = Cn(e).sort((e, t) => e.name.localeCompare(t.name));
	return {
		machines: t.filter(({ entities: e }) => bn in e),
		people: t.filter(({ entities: e }) => xn in e)
	};
}
function Cn(e) {
	let t = {};
	for (let n of Object.values(e.entities)) n.platform === "home_gym" && n.device_id !== void 0 && ((t[n.device_id] ??= {})[wn(n)] = n.entity_id);
	return Object.entries(t).map(([t, n]) => {
		let r = e.devices[t], i = r?.name ?? "";
		return {
			device_id: t,
			name: r?.name_by_user ?? i,
			own_name: i,
			entities: n
		};
	});
}
function wn({ entity_id: e, translation_key: t }) {
	return `${e.split(".")[0]}.${t}`;
}
// src/dashboard/views.ts
var Tn = "/config/integrations/integration/home_gym", En = "/config/repairs", Dn = 84, On = [
	"sensor.walked_today",
	"sensor.walked_this_week",
	"sensor.sessions_this_week"
], kn = [
	"sensor.total_moving_time",
	"sensor.total_distance",
	"sensor.total_sessions"
], An = [
	"sensor.person_day",
	"sensor.person_goal",
	"sensor.person_week",
	"sensor.longest_today",
	"sensor.return_step",
	"sensor.walks_on",
	"sensor.rests_until",
	"binary_sensor.person_locked",
	"sensor.person_lock_ends",
	"binary_sensor.check_in_due",
	"sensor.person_total_time",
	"sensor.person_total_distance",
	"sensor.person_total_sessions"
], jn = [
	"sensor.rests_until",
	"sensor.person_lock_ends",
	"sensor.backstop_until"
], Mn = {
	better: "mdi:emoticon-happy-outline",
	same: "mdi:emoticon-neutral-outline",
	worse: "mdi:emoticon-sad-outline"
}, Nn = [
	"binary_sensor.ready",
	"binary_sensor.signal_problem",
	"binary_sensor.alarm",
	"sensor.last_stop",
	"sensor.backstop_until",
	"sensor.plug_report_interval",
	"sensor.unreadable_messages"
];
function Pn(e, t) {
	let n = {
		title: t.text("dashboard.now"),
		path: "now"
	}, r = e.map(({ device_id: e }) => ({
		type: "custom:home-gym-card",
		device_id: e,
		grid_options: { columns: "full" }
	}));
	return r.length > 1 ? {
		...n,
		type: "sections",
		sections: r.map((e) => X([e]))
	} : {
		...n,
		type: "panel",
		cards: r.length ? r : [{ type: "custom:home-gym-card" }]
	};
}
function Fn(e, t) {
	let n = e.flatMap(({ entities: e }) => e["calendar.sessions"] ?? []), r = [Z(t.text("dashboard.walks"), "mdi:calendar"), {
		type: "calendar",
		entities: n,
		initial_view: "dayGridMonth"
	}];
	return {
		title: t.text("dashboard.history"),
		path: "history",
		type: "sections",
		sections: [...e.map((e) => zn(e, t)), ...n.length ? [X(r)] : []]
	};
}
function In(e, t) {
	let n = X([{
		type: "markdown",
		content: t.text("dashboard.nobody")
	}]), r = e.map((e) => X([
		Z(e.name, "mdi:account"),
		...Rn(e, t),
		...Q(e.entities, An),
		...Vn(e.entities["image.week"]),
		...Un(e.entities, t.text("dashboard.before"))
	]));
	return {
		title: t.text("dashboard.people"),
		path: "people",
		type: "sections",
		sections: r.length ? r : [n]
	};
}
function Ln(e, t) {
	let n = {
		settings: Tn,
		repairs: En
	}, r = {
		type: "markdown",
		content: t.text("dashboard.set_up_help", n)
	}, i = e.map(({ name: e, entities: n }) => X([
		Z(e, "mdi:run"),
		...Q(n, Nn),
		...Un(n, t.text("dashboard.before"))
	]));
	return {
		title: t.text("dashboard.set_up"),
		path: "set-up",
		type: "sections",
		sections: [X([Z(t.text("dashboard.set_up"), "mdi:cog"), r]), ...i]
	};
}
function Rn({ own_name: e, entities: t }, n) {
	let r = t["binary_sensor.check_in_due"];
	if (r === void 0) return [];
	let i = [{
		condition: "state",
		entity: r,
		state: "on"
	}], a = Object.entries(Mn).map(([t, r]) => ({
		type: "button",
		name: n.text(`answers.${t}`),
		icon: r,
		tap_action: {
			action: "perform-action",
			perform_action: "home_gym.check_in",
			data: {
				person: e,
				answer: t
			}
		},
		grid_options: {
			columns: 4,
			rows: 2
		},
		visibility: i
	}));
	return [{
		...Z(n.text("dashboard.check_in"), "mdi:chat-question"),
		visibility: i
	}, ...a];
}
function zn({ name: e, entities: t }, n) {
	let r = t["sensor.walked_today"];
	return X([
		Z(e, "mdi:run"),
		...Q(t, [...On, ...kn]),
		...Vn(t["image.last_session"]),
		...r === void 0 ? [] : [Bn(r, n)]
	]);
}
function Bn(e, t) {
	return {
		type: "statistics-graph",
		title: t.text("dashboard.weeks"),
		entities: [e],
		stat_types: ["change"],
		chart_type: "bar",
		period: "week",
		days_to_show: Dn,
		hide_legend: !0
	};
}
function X(e) {
	return {
		type: "grid",
		cards: e
	};
}
function Z(e, t) {
	return {
		type: "heading",
		heading: e,
		icon: t
	};
}
function Q(e, t) {
	return t.flatMap((t) => {
		let n = e[t];
		if (n === void 0) return [];
		let r = {
			type: "tile",
			entity: n,
			name: { type: "entity" }
		};
		return [jn.includes(t) ? {
			...r,
			visibility: [Hn(n)]
		} : r];
	});
}
function Vn(e) {
	return e === void 0 ? [] : [{
		type: "picture",
		image_entity: e,
		visibility: [Hn(e)]
	}];
}
function Hn(e) {
	return {
		condition: "state",
		entity: e,
		state_not: ["unknown", "unavailable"]
	};
}
function Un(e, t) {
	return Object.entries(e).filter(([e]) => e.startsWith("todo.")).map(([, e]) => ({
		type: "todo-list",
		entity: e,
		title: t,
		hide_create: !0
	}));
}
// src/dashboard/strategy.ts
function Wn(e) {
	return {
		title: new V(z(e)).text("dashboard.name"),
		icon: "mdi:walk"
	};
}
function Gn(e) {
	let t = new V(z(e)), { machines: n, people: r } = Sn(e);
	return {
		title: t.text("dashboard.name"),
		views: [
			Pn(n, t),
			Fn(n, t),
			In(r, t),
			Ln(n, t)
		]
	};
}
// src/dashboard/element.ts
var Kn = class extends HTMLElement {
	static {
		this.registryDependencies = ["entities", "devices"];
	}
	static {
		this.noEditor = !0;
	}
	static getCreateSuggestions(e) {
		return Wn(e);
	}
	static async generate(e, t) {
		return Gn(t);
	}
}, $ = "home-gym-card", qn = "home-gym";
function Jn(e, t) {
	let n = e.entities[t], r = L(e).find((e) => e.device_id === n?.device_id);
	return n?.platform === "home_gym" && r !== void 0 ? { config: {
		type: `custom:${$}`,
		device_id: r.device_id
	} } : null;
}
customElements.get($) === void 0 && (customElements.define($, yn), (window.customCards ??= []).push({
	type: $,
	name: B.card.name,
	description: B.card.description,
	preview: !0,
	getEntitySuggestion: Jn
}), customElements.define(`ll-strategy-dashboard-${qn}`, Kn), (window.customStrategies ??= []).push({
	type: qn,
	strategyType: "dashboard",
	name: B.dashboard.name,
	description: B.dashboard.description
}));
