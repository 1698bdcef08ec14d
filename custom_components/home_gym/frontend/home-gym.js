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
var le = globalThis, ue = (e) => e, h = le.trustedTypes, de = h ? h.createPolicy("lit-html", { createHTML: (e) => e }) : void 0, fe = "$lit$", g = `lit$${Math.random().toFixed(9).slice(2)}$`, pe = "?" + g, me = `<${pe}>`, _ = document, v = () => _.createComment(""), y = (e) => e === null || typeof e != "object" && typeof e != "function", he = Array.isArray, ge = (e) => he(e) || typeof e?.[Symbol.iterator] == "function", _e = "[ 	\n\f\r]", b = /<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g, ve = /-->/g, ye = />/g, x = RegExp(`>|${_e}(?:([^\\s"'>=/]+)(${_e}*=${_e}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`, "g"), be = /'/g, xe = /"/g, Se = /^(?:script|style|textarea|title)$/i, Ce = (e) => (t, ...n) => ({
	_$litType$: e,
	strings: t,
	values: n
}), S = Ce(1), C = Ce(2), w = Symbol.for("lit-noChange"), T = Symbol.for("lit-nothing"), we = /* @__PURE__ */ new WeakMap(), E = _.createTreeWalker(_, 129);
function Te(e, t) {
	if (!he(e) || !e.hasOwnProperty("raw")) throw Error("invalid template strings array");
	return de === void 0 ? t : de.createHTML(t);
}
var Ee = (e, t) => {
	let n = e.length - 1, r = [], i, a = t === 2 ? "<svg>" : t === 3 ? "<math>" : "", o = b;
	for (let t = 0; t < n; t++) {
		let n = e[t], s, c, l = -1, u = 0;
		for (; u < n.length && (o.lastIndex = u, c = o.exec(n), c !== null);) u = o.lastIndex, o === b ? c[1] === "!--" ? o = ve : c[1] === void 0 ? c[2] === void 0 ? c[3] !== void 0 && (o = x) : (Se.test(c[2]) && (i = RegExp("</" + c[2], "g")), o = x) : o = ye : o === x ? c[0] === ">" ? (o = i ?? b, l = -1) : c[1] === void 0 ? l = -2 : (l = o.lastIndex - c[2].length, s = c[1], o = c[3] === void 0 ? x : c[3] === "\"" ? xe : be) : o === xe || o === be ? o = x : o === ve || o === ye ? o = b : (o = x, i = void 0);
		let d = o === x && e[t + 1].startsWith("/>") ? " " : "";
		a += o === b ? n + me : l >= 0 ? (r.push(s), n.slice(0, l) + fe + n.slice(l) + g + d) : n + g + (l === -2 ? t : d);
	}
	return [Te(e, a + (e[n] || "<?>") + (t === 2 ? "</svg>" : t === 3 ? "</math>" : "")), r];
}, De = class e {
	constructor({ strings: t, _$litType$: n }, r) {
		let i;
		this.parts = [];
		let a = 0, o = 0, s = t.length - 1, c = this.parts, [l, u] = Ee(t, n);
		if (this.el = e.createElement(l, r), E.currentNode = this.el.content, n === 2 || n === 3) {
			let e = this.el.content.firstChild;
			e.replaceWith(...e.childNodes);
		}
		for (; (i = E.nextNode()) !== null && c.length < s;) {
			if (i.nodeType === 1) {
				if (i.hasAttributes()) for (let e of i.getAttributeNames()) if (e.endsWith(fe)) {
					let t = u[o++], n = i.getAttribute(e).split(g), r = /([.?@])?(.*)/.exec(t);
					c.push({
						type: 1,
						index: a,
						name: r[2],
						strings: n,
						ctor: r[1] === "." ? Ae : r[1] === "?" ? je : r[1] === "@" ? Me : O
					}), i.removeAttribute(e);
				} else e.startsWith(g) && (c.push({
					type: 6,
					index: a
				}), i.removeAttribute(e));
				if (Se.test(i.tagName)) {
					let e = i.textContent.split(g), t = e.length - 1;
					if (t > 0) {
						i.textContent = h ? h.emptyScript : "";
						for (let n = 0; n < t; n++) i.append(e[n], v()), E.nextNode(), c.push({
							type: 2,
							index: ++a
						});
						i.append(e[t], v());
					}
				}
			} else if (i.nodeType === 8) {
				if (i.data === pe) c.push({
					type: 2,
					index: a
				});
				else {
					let e = -1;
					for (; (e = i.data.indexOf(g, e + 1)) !== -1;) c.push({
						type: 7,
						index: a
					}), e += g.length - 1;
				}
			}
			a++;
		}
	}
	static createElement(e, t) {
		let n = _.createElement("template");
		return n.innerHTML = e, n;
	}
};
function D(e, t, n = e, r) {
	if (t === w) return t;
	let i = r === void 0 ? n._$Cl : n._$Co?.[r], a = y(t) ? void 0 : t._$litDirective$;
	return i?.constructor !== a && (i?._$AO?.(!1), a === void 0 ? i = void 0 : (i = new a(e), i._$AT(e, n, r)), r === void 0 ? n._$Cl = i : (n._$Co ??= [])[r] = i), i !== void 0 && (t = D(e, i._$AS(e, t.values), i, r)), t;
}
var Oe = class {
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
		let { el: { content: t }, parts: n } = this._$AD, r = (e?.creationScope ?? _).importNode(t, !0);
		E.currentNode = r;
		let i = E.nextNode(), a = 0, o = 0, s = n[0];
		for (; s !== void 0;) {
			if (a === s.index) {
				let t;
				s.type === 2 ? t = new ke(i, i.nextSibling, this, e) : s.type === 1 ? t = new s.ctor(i, s.name, s.strings, this, e) : s.type === 6 && (t = new Ne(i, this, e)), this._$AV.push(t), s = n[++o];
			}
			a !== s?.index && (i = E.nextNode(), a++);
		}
		return E.currentNode = _, r;
	}
	p(e) {
		let t = 0;
		for (let n of this._$AV) n !== void 0 && (n.strings === void 0 ? n._$AI(e[t]) : (n._$AI(e, n, t), t += n.strings.length - 2)), t++;
	}
}, ke = class e {
	get _$AU() {
		return this._$AM?._$AU ?? this._$Cv;
	}
	constructor(e, t, n, r) {
		this.type = 2, this._$AH = T, this._$AN = void 0, this._$AA = e, this._$AB = t, this._$AM = n, this.options = r, this._$Cv = r?.isConnected ?? !0;
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
		e = D(this, e, t), y(e) ? e === T || e == null || e === "" ? (this._$AH !== T && this._$AR(), this._$AH = T) : e !== this._$AH && e !== w && this._(e) : e._$litType$ === void 0 ? e.nodeType === void 0 ? ge(e) ? this.k(e) : this._(e) : this.T(e) : this.$(e);
	}
	O(e) {
		return this._$AA.parentNode.insertBefore(e, this._$AB);
	}
	T(e) {
		this._$AH !== e && (this._$AR(), this._$AH = this.O(e));
	}
	_(e) {
		this._$AH !== T && y(this._$AH) ? this._$AA.nextSibling.data = e : this.T(_.createTextNode(e)), this._$AH = e;
	}
	$(e) {
		let { values: t, _$litType$: n } = e, r = typeof n == "number" ? this._$AC(e) : (n.el === void 0 && (n.el = De.createElement(Te(n.h, n.h[0]), this.options)), n);
		if (this._$AH?._$AD === r) this._$AH.p(t);
		else {
			let e = new Oe(r, this), n = e.u(this.options);
			e.p(t), this.T(n), this._$AH = e;
		}
	}
	_$AC(e) {
		let t = we.get(e.strings);
		return t === void 0 && we.set(e.strings, t = new De(e)), t;
	}
	k(t) {
		he(this._$AH) || (this._$AH = [], this._$AR());
		let n = this._$AH, r, i = 0;
		for (let a of t) i === n.length ? n.push(r = new e(this.O(v()), this.O(v()), this, this.options)) : r = n[i], r._$AI(a), i++;
		i < n.length && (this._$AR(r && r._$AB.nextSibling, i), n.length = i);
	}
	_$AR(e = this._$AA.nextSibling, t) {
		for (this._$AP?.(!1, !0, t); e !== this._$AB;) {
			let t = ue(e).nextSibling;
			ue(e).remove(), e = t;
		}
	}
	setConnected(e) {
		this._$AM === void 0 && (this._$Cv = e, this._$AP?.(e));
	}
}, O = class {
	get tagName() {
		return this.element.tagName;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	constructor(e, t, n, r, i) {
		this.type = 1, this._$AH = T, this._$AN = void 0, this.element = e, this.name = t, this._$AM = r, this.options = i, n.length > 2 || n[0] !== "" || n[1] !== "" ? (this._$AH = Array(n.length - 1).fill(/* @__PURE__ */ new String()), this.strings = n) : this._$AH = T;
	}
	_$AI(e, t = this, n, r) {
		let i = this.strings, a = !1;
		if (i === void 0) e = D(this, e, t, 0), a = !y(e) || e !== this._$AH && e !== w, a && (this._$AH = e);
		else {
			let r = e, o, s;
			for (e = i[0], o = 0; o < i.length - 1; o++) s = D(this, r[n + o], t, o), s === w && (s = this._$AH[o]), a ||= !y(s) || s !== this._$AH[o], s === T ? e = T : e !== T && (e += (s ?? "") + i[o + 1]), this._$AH[o] = s;
		}
		a && !r && this.j(e);
	}
	j(e) {
		e === T ? this.element.removeAttribute(this.name) : this.element.setAttribute(this.name, e ?? "");
	}
}, Ae = class extends O {
	constructor() {
		super(...arguments), this.type = 3;
	}
	j(e) {
		this.element[this.name] = e === T ? void 0 : e;
	}
}, je = class extends O {
	constructor() {
		super(...arguments), this.type = 4;
	}
	j(e) {
		this.element.toggleAttribute(this.name, !!e && e !== T);
	}
}, Me = class extends O {
	constructor(e, t, n, r, i) {
		super(e, t, n, r, i), this.type = 5;
	}
	_$AI(e, t = this) {
		if ((e = D(this, e, t, 0) ?? T) === w) return;
		let n = this._$AH, r = e === T && n !== T || e.capture !== n.capture || e.once !== n.once || e.passive !== n.passive, i = e !== T && (n === T || r);
		r && this.element.removeEventListener(this.name, this, n), i && this.element.addEventListener(this.name, this, e), this._$AH = e;
	}
	handleEvent(e) {
		typeof this._$AH == "function" ? this._$AH.call(this.options?.host ?? this.element, e) : this._$AH.handleEvent(e);
	}
}, Ne = class {
	constructor(e, t, n) {
		this.element = e, this.type = 6, this._$AN = void 0, this._$AM = t, this.options = n;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AI(e) {
		D(this, e);
	}
}, Pe = le.litHtmlPolyfillSupport;
Pe?.(De, ke), (le.litHtmlVersions ??= []).push("3.3.3");
var Fe = (e, t, n) => {
	let r = n?.renderBefore ?? t, i = r._$litPart$;
	if (i === void 0) {
		let e = n?.renderBefore ?? null;
		r._$litPart$ = i = new ke(t.insertBefore(v(), e), e, void 0, n ?? {});
	}
	return i._$AI(e), i;
}, Ie = globalThis, k = class extends m {
	constructor() {
		super(...arguments), this.renderOptions = { host: this }, this._$Do = void 0;
	}
	createRenderRoot() {
		let e = super.createRenderRoot();
		return this.renderOptions.renderBefore ??= e.firstChild, e;
	}
	update(e) {
		let t = this.render();
		this.hasUpdated || (this.renderOptions.isConnected = this.isConnected), super.update(e), this._$Do = Fe(t, this.renderRoot, this.renderOptions);
	}
	connectedCallback() {
		super.connectedCallback(), this._$Do?.setConnected(!0);
	}
	disconnectedCallback() {
		super.disconnectedCallback(), this._$Do?.setConnected(!1);
	}
	render() {
		return w;
	}
};
k._$litElement$ = !0, k.finalized = !0, Ie.litElementHydrateSupport?.({ LitElement: k });
var Le = Ie.litElementPolyfillSupport;
Le?.({ LitElement: k }), (Ie.litElementVersions ??= []).push("4.2.2");
// src/drilling.ts
var Re = class {
	#e;
	#t;
	#n;
	constructor(e, t) {
		this.step = "offered", this.why = "", this.#n = 0, this.ask = () => this.#r("asking"), this.leave = () => this.#r("offered"), this.start = () => {
			this.#r("running");
			let e = this.#n, t = (t, n) => {
				e === this.#n && (this.why = n, this.#r(t));
			};
			this.#t().then(() => t("offered", ""), (e) => t("failed", ze(e)));
		}, this.#e = e, this.#t = t;
	}
	#r(e) {
		this.#n += 1, this.step = e, this.#e.requestUpdate();
	}
};
function ze(e) {
	let t = e ?? {};
	return typeof t.message == "string" ? t.message : "";
}
// src/home-assistant.ts
var A = "home_gym", Be = `/config/integrations/integration/${A}`, Ve = "phase";
function j(e) {
	return Object.values(e.entities).filter((e) => e.platform === "home_gym" && e.translation_key === Ve).flatMap(({ device_id: e, entity_id: t }) => e === void 0 ? [] : [{
		device_id: e,
		phase: t
	}]).sort((e, t) => e.phase.localeCompare(t.phase));
}
function He(e, t, n, r) {
	return Object.values(e.entities).find((e) => e.device_id === t && e.platform === "home_gym" && e.translation_key === r && e.entity_id.startsWith(`${n}.`))?.entity_id;
}
// src/deeds.ts
var Ue = 30, We = class {
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
			of: null,
			advice: !1
		}, this.considering = null, this.#n = null, this.#r = "", this.#i = null, this.stop = () => {
			let e = {
				at: this.#t(),
				state: "sending"
			}, t = (t) => {
				this.tap === e && (this.tap = {
					...e,
					state: t
				}, this.#e.requestUpdate());
			};
			this.tap = e, this.#e.requestUpdate(), this.#l("stop").then(() => t("sent"), () => t("failed"));
		}, this.report = (e) => this.#a({ level: e }), this.flag = (e) => this.#a({ symptom: e }), this.baseline = (e) => this.#o("report_baseline", { level: e }), this.checkIn = (e, t) => {
			this.#n?.callService(A, "check_in", {
				person: e,
				answer: t
			}).catch(() => void 0);
		}, this.choose = (e) => {
			this.#s({ place: this.hurting.place === e ? null : e });
		}, this.toggle = () => this.#s({ open: !this.hurting.open }), this.takeBack = () => {
			this.#i = null, this.act("take_back_pain");
		}, this.ask = (e) => {
			this.releasing = {
				of: e,
				advice: !1
			}, this.#e.requestUpdate();
		}, this.advise = (e) => {
			this.releasing = {
				...this.releasing,
				advice: e
			}, this.#e.requestUpdate();
		}, this.release = () => {
			let e = this.releasing.advice;
			this.ask(null), this.act("release", { medical_advice_taken: e });
		}, this.consider = (e) => {
			this.considering = e === null ? null : {
				action: e,
				at: this.#t()
			}, this.#e.requestUpdate();
		}, this.walk = (e) => this.#c("select", "walker", "select_option", { option: e }), this.acknowledge = () => this.#c("button", "acknowledge_alarm", "press"), this.act = (e, t = {}) => {
			this.#l(e, t).catch(() => void 0);
		}, this.#e = e, this.#t = t, this.drilling = new Re(e, () => this.#l("fire_drill"));
	}
	aim(e, t) {
		this.#n = e, t !== this.#r && (this.#r = t, this.tap = this.#i = this.considering = null, this.hurting = {
			open: !1,
			place: null
		}, this.releasing = {
			of: null,
			advice: !1
		}, this.drilling.leave());
	}
	get failed() {
		return this.#i?.state === "failed" && this.#t() - this.#i.at <= Ue;
	}
	said(e, t = Ue) {
		let n = this.#i;
		if (n === null) return null;
		let { what: r, state: i } = n;
		return this.#t() - n.at > (i === "failed" ? Ue : t) ? null : i === "arrived" ? "level" in r ? e.text("pain.reported", r) : e.text("pain.reported_flag", { symptom: e.text(`symptom.${r.symptom}`) }) : e.text(`pain.${i}`);
	}
	#a(e) {
		let { place: t } = this.hurting;
		this.#s({
			open: !1,
			place: null
		}), this.#o("report_pain", e, t === null ? {} : { place: t });
	}
	#o(e, t, n = {}) {
		let r = {
			what: t,
			at: this.#t(),
			state: "sending"
		}, i = (e) => {
			this.#i === r && (this.#i = {
				...r,
				state: e
			}, this.#e.requestUpdate());
		};
		this.#i = r, this.#e.requestUpdate(), this.#l(e, {
			...t,
			...n
		}).then(() => i("arrived"), () => i("failed"));
	}
	#s(e) {
		this.hurting = {
			...this.hurting,
			...e
		}, this.#e.requestUpdate();
	}
	#c(e, t, n, r = {}) {
		let i = this.#n, a = i === null ? void 0 : He(i, this.#r, e, t);
		i !== null && a !== void 0 && i.callService(e, n, {
			entity_id: a,
			...r
		}).catch(() => void 0);
	}
	async #l(e, t = {}) {
		if (this.#n === null || !this.#n.connected) throw Error();
		await this.#n.callService(A, e, {
			device_id: this.#r,
			...t
		});
	}
}, Ge = {
	card: {
		name: "Home Gym",
		description: "Was ein Laufband tut, wie schnell und wie lange es noch darf, und ein Stopp in Reichweite."
	},
	badge: {
		name: "Home-Gym-Sperre",
		description: "Ob ein Laufband gesperrt ist, warum und bis wann.",
		locked: "{machine}: gesperrt",
		until: "{reason}, bis {time}",
		waits: "{reason}, bis jemand die Sperre aufhebt",
		then_waits: "{reason}, mindestens bis {time}",
		ready: "Bereit",
		unlocked: "Nicht gesperrt",
		no_signal: "Kein Signal",
		alarm: "Alarm",
		offline: "Keine Verbindung"
	},
	feature: {
		name: "Wie sehr es wehtut, 0–10",
		description: "Schmerz von einer Kachel aus melden, mit einem Tippen.",
		again: "0–10: eine andere Zahl melden"
	},
	editor: {
		device_id: "Laufband",
		device_id_help: "Leer zeigt das erste Laufband des Gyms.",
		tap_action: "Beim Antippen",
		tap_action_help: "Ohne Auswahl zeigt ein Tippen mehr über die Sperre.",
		person: "Person",
		person_help: "Leer lassen, um die erste Person zu zeigen."
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
		open_settings: "Einstellungen öffnen",
		nobody: "Noch ist niemand hinzugefügt.",
		nobody_help: "Füge Personen unter Einstellungen > Geräte & Dienste zu Home Gym hinzu.",
		person_gone: "Diese Person gehört nicht mehr zu Home Gym.",
		person_gone_help: "Bearbeite die Karte und wähle jemand anderen.",
		person_unavailable: "Home Gym antwortet nicht.",
		person_unavailable_help: "Es ist nicht geladen oder konnte nicht eingerichtet werden."
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
			policy: "vom Regelwerk",
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
	chart: {
		title: "Dieses Training bisher",
		speed: "Geschwindigkeit ({unit})",
		allowed: "Erlaubt",
		power: "Leistung, bis {watts} W",
		pain: "Schmerz gemeldet",
		break: "Pause",
		minutes: "min",
		spoken: "{minutes} min, höchstens {fastest}.",
		marked: {
			break: "Pausen bei Minute: {minutes}.",
			pain: "Schmerz gemeldet bei Minute: {minutes}."
		}
	},
	weeks: {
		name: "Home Gym: Wochen",
		description: "Wie viel sich jemand Woche für Woche bewegt hat, neben dem Ziel.",
		title: "{name}: Minuten pro Woche",
		now: "Diese Woche {done} von {goal} min.",
		now_no_goal: "Diese Woche {done} min.",
		reached: "Frühere Wochen mit erreichtem Ziel: {number} von {weeks}.",
		empty: "Noch nichts. Das erste Training ergibt den ersten Balken.",
		done_reached: "{done} ✓",
		legend: {
			done: "Zählt für das Ziel",
			rest: "Zu langsam, um zu zählen",
			goal: "Ziel"
		},
		table: "Als Tabelle",
		column: {
			week: "Woche ab",
			moved: "Bewegt, min",
			done: "Zählt, min",
			goal: "Ziel, min"
		}
	},
	last: {
		title: "Letztes Training, {time}",
		open: "Das Bild des letzten Trainings groß zeigen",
		next: "Ruh dich bis {time} aus, dann geht es weiter."
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
	asks: {
		baseline: "Wie sehr tat es weh, bevor du anfingst?",
		pain: "Wie sehr tut es jetzt weh?",
		level: "{level} von 10 vor dem Gehen"
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
		back_red_flag: "Rückenschmerzen mit Fieber oder Gewichtsverlust, nachts oder nach einem Unfall",
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
		hold_rail_unseen: "Niemand sieht, dass das Band langsamer wird. Halt dich am Handlauf fest und zieh den Sicherheitsschlüssel.",
		unsent: "Das Laufband ist nicht erreichbar. Drück seine eigene Stopptaste oder zieh den Sicherheitsschlüssel.",
		failed: "Der Stopp konnte nicht gesendet werden. Drück die Stopptaste am Laufband oder zieh den Sicherheitsschlüssel.",
		offline: "Keine Verbindung zu Home Assistant: Dieser Stopp geht jetzt nicht. Drück die Stopptaste am Laufband oder zieh den Sicherheitsschlüssel.",
		cannot: "Home Gym kann dieses Laufband nicht stoppen, nur dich dazu auffordern. Drück seine eigene Stopptaste."
	},
	alarm: {
		belt_did_not_stop: "Das Band hat nicht angehalten. Zieh den Sicherheitsschlüssel.",
		belt_not_seen_to_stop: "Niemand hat gesehen, dass das Band steht. Zieh den Sicherheitsschlüssel.",
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
			somebody: "Die Sperre eines Gasts oder einer anderen Person. Sie gilt für die Person, die gerade gewählt ist."
		},
		fine: "Was du tun kannst",
		fine_text: {
			pain: "Gewöhnliche, sanfte Bewegung zu Hause ist in Ordnung. Geh auf ebenem Boden, wenn es guttut.",
			pain_emergency: "Sitz oder lieg, wie es am angenehmsten ist. Wenn es nicht vergeht, frag eine Ärztin oder einen Arzt.",
			red_flag: "Setz dich hin. Wenn es nicht sofort vergeht, wähle den Notruf. Geh erst wieder, wenn es ärztlich erlaubt ist.",
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
		unproven: "An deiner Maschine nicht bewiesen",
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
	drill: {
		help: "Mach die Notstopp-Übung: Nur sie zeigt, dass dieses Laufband wirklich stoppt.",
		not_yours: "Das kann, wer dein Home Assistant verwaltet.",
		offer: "Notstopp-Übung …",
		steps: "Ist niemand auf dem Band? Läuft es langsam, mit den Tasten am Laufband gestartet? Stehst du daneben, den Sicherheitsschlüssel in der Hand?",
		no_belt: "Starte zuerst das Band, langsam, mit den Tasten am Laufband, und bleib daneben stehen.",
		start: "Ja, das Band jetzt stoppen",
		leave: "Jetzt nicht",
		running: "Das Band wird gestoppt. Wenn es nicht stoppt, zieh den Sicherheitsschlüssel.",
		failed: "Die Notstopp-Übung ist nicht bestanden. {why}"
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
		resume: "Jetzt wieder aufpassen",
		sure: {
			snooze_break: "Die Pause verschieben?",
			skip_break: "Diese Pause auslassen?"
		},
		yes: "Ja",
		no: "Nein"
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
		check_in: "Wie geht es dir seit dem letzten Training?",
		drill: "Notstopp-Übung",
		settings: "Einmessen, Regeln, eigener Timer der Steckdose"
	},
	answers: {
		better: "Besser",
		same: "Gleich",
		worse: "Schlechter"
	}
}, M = {
	card: {
		name: "Home Gym",
		description: "What a treadmill does, how fast and how long it may go on, and a stop within reach."
	},
	badge: {
		name: "Home Gym lock",
		description: "Whether a treadmill is locked, why and until when.",
		locked: "{machine}: locked",
		until: "{reason}, until {time}",
		waits: "{reason}, until somebody releases it",
		then_waits: "{reason}, at least until {time}",
		ready: "Ready",
		unlocked: "Not locked",
		no_signal: "No signal",
		alarm: "Alarm",
		offline: "No connection"
	},
	feature: {
		name: "How much it hurts, 0–10",
		description: "Report pain from a tile, in one tap.",
		again: "0–10: report another number"
	},
	editor: {
		device_id: "Treadmill",
		device_id_help: "Leave it empty to show the first treadmill of the gym.",
		tap_action: "When tapped",
		tap_action_help: "If nothing is chosen, a tap tells more about the lock.",
		person: "Person",
		person_help: "Leave it empty to show the first person of the gym."
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
		open_settings: "Open the settings",
		nobody: "Nobody has been added yet.",
		nobody_help: "Add people to Home Gym under Settings > Devices & services.",
		person_gone: "This person is no longer part of Home Gym.",
		person_gone_help: "Edit the card and choose somebody else.",
		person_unavailable: "Home Gym does not answer.",
		person_unavailable_help: "It is not loaded, or could not be set up."
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
	chart: {
		title: "The walk so far",
		speed: "Speed ({unit})",
		allowed: "Allowed",
		power: "Power, up to {watts} W",
		pain: "Pain was reported",
		break: "Break",
		minutes: "min",
		spoken: "{minutes} min, at most {fastest}.",
		marked: {
			break: "Breaks at minute: {minutes}.",
			pain: "Pain reported at minute: {minutes}."
		}
	},
	weeks: {
		name: "Home Gym: weeks",
		description: "What a person has walked and done week by week, beside their goal.",
		title: "{name}: minutes a week",
		now: "This week {done} of {goal} min.",
		now_no_goal: "This week {done} min.",
		reached: "Weeks before in which the goal was reached: {number} of {weeks}.",
		empty: "Nothing yet. The first walk makes the first bar.",
		done_reached: "{done} ✓",
		legend: {
			done: "Counts toward the goal",
			rest: "Too slow to count",
			goal: "Goal"
		},
		table: "As a table",
		column: {
			week: "Week from",
			moved: "Moved, min",
			done: "Counts, min",
			goal: "Goal, min"
		}
	},
	last: {
		title: "Last walk, {time}",
		open: "Show the picture of the last walk large",
		next: "Rest until {time}, then walk again."
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
	asks: {
		baseline: "How much did it hurt before you began?",
		pain: "How much does it hurt now?",
		level: "{level} of 10 before the walk"
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
		back_red_flag: "Back pain with fever or weight loss, at night, or after an accident",
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
		hold_rail_unseen: "Nobody sees the belt slow down. Hold the rail and pull the safety key.",
		unsent: "The treadmill cannot be reached. Use its own stop or pull the safety key.",
		failed: "The stop could not be sent. Use the treadmill's own stop or pull the safety key.",
		offline: "No connection to Home Assistant: this stop does not work now. Use the treadmill's own stop or pull the safety key.",
		cannot: "Home Gym cannot stop this treadmill, only tell you to. Use its own stop."
	},
	alarm: {
		belt_did_not_stop: "The belt did not stop. Pull the safety key.",
		belt_not_seen_to_stop: "Nobody saw the belt stop. Pull the safety key.",
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
	drill: {
		help: "Do the fire drill: only it shows that this treadmill really stops.",
		not_yours: "An administrator of your Home Assistant can do it.",
		offer: "Fire drill …",
		steps: "Is nobody on the belt? Is it running slowly, started with the treadmill's own buttons? Are you standing beside it, with the safety key in your hand?",
		no_belt: "First start the belt, slowly, with the treadmill's own buttons, from beside it.",
		start: "Yes, stop the belt now",
		leave: "Not now",
		running: "The belt is being stopped. If it does not stop, pull the safety key.",
		failed: "The fire drill did not pass. {why}"
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
		resume: "Watch again now",
		sure: {
			snooze_break: "Put the break off?",
			skip_break: "Leave this break out?"
		},
		yes: "Yes",
		no: "No"
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
		check_in: "How does it feel since your last walk?",
		drill: "Fire drill",
		settings: "Calibration, rules, the plug's own timer"
	},
	answers: {
		better: "Better",
		same: "The same",
		worse: "Worse"
	}
}, Ke = {
	de: Ge,
	en: M,
	es: {
		card: {
			name: "Home Gym",
			description: "Qué hace una cinta de correr, a qué velocidad y cuánto tiempo más puede, y una parada al alcance de la mano."
		},
		badge: {
			name: "Bloqueo de Home Gym",
			description: "Si una cinta de correr está bloqueada, por qué y hasta cuándo.",
			locked: "{machine}: bloqueada",
			until: "{reason}, hasta {time}",
			waits: "{reason}, hasta que alguien lo quite",
			then_waits: "{reason}, al menos hasta {time}",
			ready: "Lista",
			unlocked: "Sin bloqueo",
			no_signal: "Sin señal",
			alarm: "Alarma",
			offline: "Sin conexión"
		},
		feature: {
			name: "Cuánto duele, 0–10",
			description: "Avisar de un dolor desde una tarjeta, con un toque.",
			again: "0–10: avisar de otro número"
		},
		editor: {
			device_id: "Cinta de correr",
			device_id_help: "Déjalo vacío para mostrar la primera cinta de correr del gimnasio.",
			tap_action: "Al tocar",
			tap_action_help: "Sin elección, un toque muestra más sobre el bloqueo.",
			person: "Persona",
			person_help: "Déjalo vacío para mostrar a la primera persona."
		},
		empty: {
			not_set_up: "Home Gym no está configurado.",
			not_set_up_help: "Añádelo en Configuración > Dispositivos y servicios.",
			no_machine: "Todavía no hay ninguna cinta de correr.",
			no_machine_help: "Añade una a Home Gym en Configuración > Dispositivos y servicios.",
			gone: "Esta cinta de correr ya no forma parte de Home Gym.",
			gone_help: "Edita la tarjeta y elige otra.",
			unavailable: "Home Gym no vigila esta cinta de correr.",
			unavailable_help: "No está cargado o no se pudo configurar. Usa los botones de la cinta de correr.",
			loading: "Un vistazo a la cinta de correr …",
			open_settings: "Abrir la configuración",
			nobody: "Todavía no se ha añadido a nadie.",
			nobody_help: "Añade personas a Home Gym en Configuración > Dispositivos y servicios.",
			person_gone: "Esta persona ya no forma parte de Home Gym.",
			person_gone_help: "Edita la tarjeta y elige a otra persona.",
			person_unavailable: "Home Gym no responde.",
			person_unavailable_help: "No está cargado o no se pudo configurar."
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
				policy: "por la pauta",
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
		chart: {
			title: "Este paseo hasta ahora",
			speed: "Velocidad ({unit})",
			allowed: "Permitido",
			power: "Potencia, hasta {watts} W",
			pain: "Dolor avisado",
			break: "Descanso",
			minutes: "min",
			spoken: "{minutes} min, como mucho {fastest}.",
			marked: {
				break: "Descansos en el minuto: {minutes}.",
				pain: "Dolor avisado en el minuto: {minutes}."
			}
		},
		weeks: {
			name: "Home Gym: semanas",
			description: "Cuánto se ha movido una persona, semana a semana, junto a su objetivo.",
			title: "{name}: minutos por semana",
			now: "Esta semana {done} de {goal} min.",
			now_no_goal: "Esta semana {done} min.",
			reached: "Semanas anteriores con el objetivo alcanzado: {number} de {weeks}.",
			empty: "Todavía nada. El primer paseo será la primera barra.",
			done_reached: "{done} ✓",
			legend: {
				done: "Cuenta para el objetivo",
				rest: "Demasiado lento para contar",
				goal: "Objetivo"
			},
			table: "Como tabla",
			column: {
				week: "Semana del",
				moved: "En movimiento, min",
				done: "Cuenta, min",
				goal: "Objetivo, min"
			}
		},
		last: {
			title: "Último paseo, {time}",
			open: "Mostrar la imagen del último paseo en grande",
			next: "Descansa hasta {time} y después vuelve a caminar."
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
		asks: {
			baseline: "¿Cuánto te dolía antes de empezar?",
			pain: "¿Cuánto te duele ahora?",
			level: "{level} de 10 antes del paseo"
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
			back_red_flag: "Dolor de espalda con fiebre o pérdida de peso, de noche o tras un accidente",
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
			hold_rail_unseen: "Nadie ve que la cinta frene. Agárrate a la barandilla y tira de la llave de seguridad.",
			unsent: "No se puede conectar con la cinta de correr. Usa su botón de parada o tira de la llave de seguridad.",
			failed: "No se ha podido enviar la parada. Usa el botón de parada de la cinta de correr o tira de la llave de seguridad.",
			offline: "Sin conexión con Home Assistant: esta parada no funciona ahora. Usa el botón de parada de la cinta de correr o tira de la llave de seguridad.",
			cannot: "Home Gym no puede parar esta cinta de correr, solo pedírtelo. Usa su botón de parada."
		},
		alarm: {
			belt_did_not_stop: "La cinta no se ha parado. Tira de la llave de seguridad.",
			belt_not_seen_to_stop: "Nadie ha visto pararse la cinta. Tira de la llave de seguridad.",
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
			medical: "He recibido consejo médico.",
			confirm: "Sí, quitar",
			cancel: "No, dejar bloqueada",
			in_the_way: "Qué lo impide",
			hours: "{hours} h {minutes} min"
		},
		blocker: {
			lock_stands: "El bloqueo no se puede quitar antes de tiempo.",
			needs_medical_advice: "Después de una señal de alarma tienes que declarar que has recibido consejo médico.",
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
		drill: {
			help: "Haz el simulacro de parada: solo eso demuestra que esta cinta de correr se para de verdad.",
			not_yours: "Puede hacerlo un administrador de tu Home Assistant.",
			offer: "Simulacro de parada …",
			steps: "¿No hay nadie en la cinta? ¿Va despacio, arrancada con los botones de la cinta de correr? ¿Estás a su lado, con la llave de seguridad en la mano?",
			no_belt: "Primero arranca la cinta, despacio, con los botones de la cinta de correr y sin subirte a ella.",
			start: "Sí, parar la cinta ahora",
			leave: "Ahora no",
			running: "Se está parando la cinta. Si no se para, tira de la llave de seguridad.",
			failed: "El simulacro de parada no se ha superado. {why}"
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
			resume: "Vigilar de nuevo",
			sure: {
				snooze_break: "¿Aplazar el descanso?",
				skip_break: "¿Omitir este descanso?"
			},
			yes: "Sí",
			no: "No"
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
			nobody: "Todavía no se ha añadido a nadie, así que todos caminan como invitados. Añade personas a Home Gym en *Configuración > Dispositivos y servicios*.",
			check_in: "¿Cómo te sientes desde tu último paseo?",
			drill: "Simulacro de parada",
			settings: "Calibración, reglas, temporizador del enchufe"
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
		badge: {
			name: "Verrouillage Home Gym",
			description: "Si un tapis de course est verrouillé, pourquoi et jusqu'à quand.",
			locked: "{machine} : verrouillé",
			until: "{reason}, jusqu'à {time}",
			waits: "{reason}, jusqu'à ce que quelqu'un le lève",
			then_waits: "{reason}, au moins jusqu'à {time}",
			ready: "Prêt",
			unlocked: "Non verrouillé",
			no_signal: "Pas de signal",
			alarm: "Alarme",
			offline: "Pas de connexion"
		},
		feature: {
			name: "À quel point ça fait mal, 0–10",
			description: "Signaler une douleur depuis une tuile, d'un seul appui.",
			again: "0–10 : signaler un autre chiffre"
		},
		editor: {
			device_id: "Tapis de course",
			device_id_help: "Laissez vide pour le premier tapis de course de la salle.",
			tap_action: "Lors d'un appui",
			tap_action_help: "Sans choix, un appui en dit plus sur le verrouillage.",
			person: "Personne",
			person_help: "Laissez vide pour afficher la première personne."
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
			open_settings: "Ouvrir les réglages",
			nobody: "Personne n'a encore été ajouté.",
			nobody_help: "Ajoutez des personnes à Home Gym sous Paramètres > Appareils et services.",
			person_gone: "Cette personne ne fait plus partie de Home Gym.",
			person_gone_help: "Modifiez la carte et choisissez quelqu'un d'autre.",
			person_unavailable: "Home Gym ne répond pas.",
			person_unavailable_help: "Il n'est pas chargé ou n'a pas pu être configuré."
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
			nobody: "Plus personne sur le tapis"
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
				policy: "par le jeu de règles",
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
		chart: {
			title: "Cette marche jusqu'ici",
			speed: "Vitesse ({unit})",
			allowed: "Autorisé",
			power: "Puissance, jusqu'à {watts} W",
			pain: "Douleur signalée",
			break: "Pause",
			minutes: "min",
			spoken: "{minutes} min, au plus {fastest}.",
			marked: {
				break: "Pauses à la minute : {minutes}.",
				pain: "Douleur signalée à la minute : {minutes}."
			}
		},
		weeks: {
			name: "Home Gym : semaines",
			description: "Les minutes de mouvement d'une personne, semaine après semaine, à côté de son objectif.",
			title: "{name} : minutes par semaine",
			now: "Cette semaine : {done} min sur {goal}.",
			now_no_goal: "Cette semaine : {done} min.",
			reached: "Semaines précédentes avec l'objectif atteint : {number} sur {weeks}.",
			empty: "Rien pour l'instant. La première marche donnera la première barre.",
			done_reached: "{done} ✓",
			legend: {
				done: "Compte pour l'objectif",
				rest: "Trop lent pour compter",
				goal: "Objectif"
			},
			table: "En tableau",
			column: {
				week: "Semaine du",
				moved: "En mouvement, min",
				done: "Comptées, min",
				goal: "Objectif, min"
			}
		},
		last: {
			title: "Dernière marche, {time}",
			open: "Afficher l'image de la dernière marche en grand",
			next: "Reposez-vous jusqu'à {time}, puis marchez de nouveau."
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
		asks: {
			baseline: "À quel point aviez-vous mal avant de commencer ?",
			pain: "À quel point avez-vous mal maintenant ?",
			level: "{level} sur 10 avant la marche"
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
			back_red_flag: "Mal de dos avec fièvre ou perte de poids, la nuit ou après un accident",
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
			hold_rail_unseen: "Personne ne voit le tapis ralentir. Tenez-vous à la rampe et retirez la clé de sécurité.",
			unsent: "Le tapis de course est injoignable. Appuyez sur son bouton d'arrêt ou retirez la clé de sécurité.",
			failed: "L'arrêt n'a pas pu être envoyé. Appuyez sur le bouton d'arrêt du tapis de course ou retirez la clé de sécurité.",
			offline: "Pas de connexion à Home Assistant : cet arrêt ne marche pas maintenant. Appuyez sur le bouton d'arrêt du tapis de course ou retirez la clé de sécurité.",
			cannot: "Home Gym ne peut pas arrêter ce tapis de course, seulement vous le demander. Appuyez sur son bouton d'arrêt."
		},
		alarm: {
			belt_did_not_stop: "Le tapis ne s'est pas arrêté. Retirez la clé de sécurité.",
			belt_not_seen_to_stop: "Personne n'a vu le tapis s'arrêter. Retirez la clé de sécurité.",
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
		drill: {
			help: "Faites l'exercice d'arrêt : lui seul montre que ce tapis de course s'arrête vraiment.",
			not_yours: "Un administrateur de votre Home Assistant peut le faire.",
			offer: "Exercice d'arrêt …",
			steps: "Il n'y a personne sur le tapis ? Il avance lentement, lancé avec les boutons du tapis de course ? Vous êtes à côté, la clé de sécurité en main ?",
			no_belt: "Lancez d'abord le tapis, lentement, avec les boutons du tapis de course, en restant à côté.",
			start: "Oui, arrêter le tapis maintenant",
			leave: "Pas maintenant",
			running: "Arrêt du tapis en cours. S'il ne s'arrête pas, retirez la clé de sécurité.",
			failed: "L'exercice d'arrêt n'a pas réussi. {why}"
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
			resume: "Surveiller à nouveau",
			sure: {
				snooze_break: "Repousser la pause\xA0?",
				skip_break: "Sauter cette pause\xA0?"
			},
			yes: "Oui",
			no: "Non"
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
			check_in: "Comment ça va depuis votre dernière marche ?",
			drill: "Exercice d'arrêt",
			settings: "Étalonnage, règles, minuterie de la prise"
		},
		answers: {
			better: "Mieux",
			same: "Pareil",
			worse: "Moins bien"
		}
	}
}, qe = /* @__PURE__ */ new Set([
	"ar",
	"fa",
	"he",
	"ur"
]), Je = "⁨", Ye = "⁩", Xe = .621371, Ze = {
	comma_decimal: "en-US",
	decimal_comma: "de",
	space_comma: "fr",
	quote_decimal: "de-CH"
}, N = class {
	#e;
	#t;
	#n;
	constructor(e) {
		this.#e = e;
		let t = e.locale.language, n = t.split("-")[0] ?? t;
		this.#n = qe.has(n), this.#t = [
			Ke[t],
			Ke[n],
			M
		].filter((e) => e !== void 0);
	}
	text(e, t = {}) {
		let n = (this.#t.map((t) => $e(t, e)).find((e) => e !== void 0) ?? e).replace(/\{(\w+)\}/g, (e, n) => n in t ? String(t[n]) : e);
		return this.#n ? `${Je}${n}${Ye}` : n;
	}
	has(e) {
		return $e(M, e) !== void 0;
	}
	number(e, t) {
		let { language: n, number_format: r } = this.#e.locale;
		return (r === "none" ? e.toFixed(t) : void 0) ?? new Intl.NumberFormat(Ze[r] ?? n, {
			minimumFractionDigits: t,
			maximumFractionDigits: t
		}).format(e);
	}
	speed(e) {
		return this.number(this.speedValue(e), 1);
	}
	speedValue(e) {
		return this.#e.miles ? e * Xe : e;
	}
	get speedUnit() {
		return this.text(this.#e.miles ? "unit.mph" : "unit.kmh");
	}
	speedWithUnit(e) {
		return `${this.speed(e)}\u00a0${this.speedUnit}`;
	}
	day(e) {
		return new Intl.DateTimeFormat(this.#e.locale.language, {
			timeZone: "UTC",
			day: "numeric",
			month: "numeric"
		}).format(Date.parse(e));
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
function Qe(e) {
	let t = Math.max(0, Math.floor(e)), [n, r, i] = [
		t / 3600,
		t % 3600 / 60,
		t % 60
	].map(Math.floor), a = (e) => String(e ?? 0).padStart(2, "0");
	return n ? `${n}:${a(r)}:${a(i)}` : `${r}:${a(i)}`;
}
function $e(e, t) {
	let n = e;
	for (let e of t.split(".")) n = typeof n == "object" ? n[e] : void 0;
	return typeof n == "string" ? n : void 0;
}
// src/surroundings.ts
var P = {
	locale: {
		language: "en",
		number_format: "language",
		time_format: "language"
	},
	miles: !1,
	time_zone: "UTC"
};
function et() {
	let e = document.documentElement.lang || P.locale.language;
	return new N({
		...P,
		locale: {
			...P.locale,
			language: e
		}
	});
}
var tt = [
	"connected",
	"connection",
	"config",
	"entities",
	"locale"
];
function nt(e, t) {
	return tt.some((n) => e[n] !== t[n]) || j(t).some(({ phase: n }) => e.states[n] !== t.states[n]);
}
function rt({ locale: e, config: t }) {
	return {
		locale: e,
		miles: t.unit_system.length === "mi",
		time_zone: e.time_zone === "server" ? t.time_zone : Intl.DateTimeFormat().resolvedOptions().timeZone
	};
}
// src/things.ts
var it = "sensor.phase", at = "sensor.person_day";
function F(e) {
	let t = ot(e).sort((e, t) => e.name.localeCompare(t.name));
	return {
		machines: t.filter(({ entities: e }) => it in e),
		people: t.filter(({ entities: e }) => at in e)
	};
}
function ot(e) {
	let t = {};
	for (let n of Object.values(e.entities)) n.platform === "home_gym" && n.device_id !== void 0 && ((t[n.device_id] ??= {})[st(n)] = n.entity_id);
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
function st({ entity_id: e, translation_key: t }) {
	return `${e.split(".")[0]}.${t}`;
}
// src/form.ts
var ct = {
	name: "device_id",
	selector: { device: {
		filter: { integration: A },
		entity: {
			integration: A,
			domain: "button"
		}
	} }
}, lt = {
	name: "tap_action",
	selector: { ui_action: { default_action: "more-info" } }
};
function ut() {
	return pt([ct]);
}
function dt() {
	return pt([ct, lt]);
}
function ft() {
	let { hass: e } = document.querySelector("home-assistant") ?? {};
	return pt([{
		name: "device_id",
		selector: { select: {
			options: (e === void 0 ? [] : F(e).people).map(({ device_id: e, name: t }) => ({
				value: e,
				label: t
			})),
			mode: "dropdown"
		} }
	}], { device_id: "person" });
}
function pt(e, t = {}) {
	let n = et(), r = (e) => `editor.${t[e] ?? e}`;
	return {
		schema: e,
		computeLabel: ({ name: e }) => n.text(r(e)),
		computeHelper: ({ name: e }) => n.text(`${r(e)}_help`)
	};
}
// src/find.ts
function mt(e, { device_id: t }) {
	let n = j(e);
	if (n.length === 0) return e.config.components.includes("home_gym") ? "no_machine" : "not_set_up";
	let r = n.find((e) => t === void 0 || e.device_id === t);
	if (r === void 0) return "gone";
	let i = e.states[r.phase]?.state;
	return i === void 0 || i === "unavailable" ? "unavailable" : r;
}
// src/home-element.ts
var ht = class extends k {
	constructor(...e) {
		super(...e), this.words = new N(P);
	}
	static {
		this.properties = { config: { state: !0 } };
	}
	#e;
	setConfig(e) {
		if (e.device_id !== void 0 && typeof e.device_id != "string") throw Error("device_id");
		this.config = e;
	}
	set hass(e) {
		let t = this.#e;
		this.#e = e, (t?.locale !== e.locale || t.config !== e.config) && (this.words = new N(rt(e)), this.requestUpdate()), (t === void 0 || this.isNews(t, e)) && this.requestUpdate();
	}
	get home() {
		return this.#e;
	}
}, gt = 3e3, _t = class {
	#e;
	#t;
	#n;
	#r;
	#i;
	#a;
	#o;
	#s;
	constructor(e) {
		this.feed = null, this.fresh = !1, this.#t = null, this.#n = null, this.#r = !1, this.#i = null, this.#o = 0, this.#s = 0, this.#l = () => {
			this.#c(), this.fresh = !1, this.#e.requestUpdate();
			let [e, t, n] = [
				this.#o,
				this.#t,
				this.#n
			], r = this.#r;
			t !== null && n !== null && t.subscribeMessage((t) => this.#u(e, t), {
				type: `${A}/machine/subscribe`,
				device_id: n,
				asks: r
			}, { resubscribe: !1 }).then((t) => this.#d(e, t)).catch(() => this.#f(e));
		}, this.#e = e, e.addController(this);
	}
	now() {
		return Date.now() / 1e3 + this.#s;
	}
	follow(e, t, n) {
		(e !== this.#t || t !== this.#n) && (this.hostDisconnected(), this.#t = e, this.#n = t, this.#r = n, this.hostConnected());
	}
	hostConnected() {
		this.#t?.addEventListener("ready", this.#l), this.#l();
	}
	hostDisconnected() {
		this.#t?.removeEventListener("ready", this.#l), this.#c(), this.feed = null;
	}
	#c() {
		this.#o += 1, clearTimeout(this.#a), Promise.resolve(this.#i?.()).catch(() => void 0), this.#i = null;
	}
	#l;
	#u(e, t) {
		e === this.#o && (this.feed = t, this.fresh = !0, this.#s = t.now - Date.now() / 1e3, this.#e.requestUpdate());
	}
	#d(e, t) {
		e === this.#o ? this.#i = t : t();
	}
	#f(e) {
		e === this.#o && (this.#a = setTimeout(this.#l, gt));
	}
}, vt = 1e3, I = class extends ht {
	constructor(...e) {
		super(...e), this.live = new _t(this), this.machine = null, this.empty = "loading", this.asks = !1;
	}
	#e;
	static getStubConfig(e) {
		let t = j(e)[0];
		return t === void 0 ? {} : { device_id: t.device_id };
	}
	wanted() {
		return this.config;
	}
	isNews(e, t) {
		return nt(e, t);
	}
	get connected() {
		return (this.home?.connected ?? !1) && this.live.fresh;
	}
	connectedCallback() {
		super.connectedCallback(), this.#t();
	}
	disconnectedCallback() {
		super.disconnectedCallback(), clearTimeout(this.#e);
	}
	willUpdate() {
		let e = this.home, t = this.wanted();
		if (e === void 0 || t === void 0) return;
		let n = mt(e, t);
		this.empty = typeof n == "string" ? n : "loading", this.machine = typeof n == "string" ? null : n, this.machine !== null && (this.meet(e, this.machine), this.live.follow(e.connection, this.machine.device_id, this.asks));
	}
	#t() {
		clearTimeout(this.#e);
		let e = vt - this.live.now() * vt % vt;
		this.#e = setTimeout(() => {
			this.requestUpdate(), this.#t();
		}, e);
	}
}, yt = 15, bt = {
	snoozes_left: 0,
	skips_left: 0
}, xt = ["snooze_break", "skip_break"];
function St(e, t, n, r) {
	let i = t !== null && n - t.at < yt ? t.action : null;
	return Ct(e).filter(({ offered: e }) => e).map(({ action: e, left: t = 0 }) => ({
		action: e,
		text: r.text(`action.${e}`, { left: t }),
		sure: xt.includes(e) ? r.text(`action.sure.${e}`) : null,
		asked: e === i
	}));
}
function Ct(e) {
	let { pause: t } = e, n = e.in_session && !e.stop?.under_way, { snoozes_left: r, skips_left: i } = n && t?.due ? t : bt;
	return [
		{
			action: "resume",
			offered: e.suspended
		},
		{
			action: "take_break",
			offered: n && t !== null && e.signal.belt === "moving"
		},
		{
			action: "snooze_break",
			offered: r > 0,
			left: r
		},
		{
			action: "skip_break",
			offered: i > 0,
			left: i
		},
		{
			action: "end_session",
			offered: n
		}
	];
}
// src/model/lock.ts
var wt = "needs_medical_advice", Tt = 60, Et = 3600, Dt = /* @__PURE__ */ new Set([
	"locked",
	"not_locked",
	wt
]);
function Ot(e, t, n) {
	if (e.locks.length === 0) return null;
	let r = e.blockers.filter((e) => !Dt.has(e));
	return {
		id: e.locks.map(({ reason: e, since: t }) => `${e} ${t}`).join(),
		locks: e.locks.map((e) => Mt(e, t, n)),
		fine: e.phase === "locked" ? null : At(e, n),
		blockers: r.map((e) => n.text(`blocker.${e}`)),
		needsAdvice: e.blockers.includes(wt),
		mayRelease: r.length === 0
	};
}
function kt(e) {
	return [...e.locks].sort((e, t) => t.ends - e.ends)[0];
}
function At(e, t) {
	let n = `lock.fine_text.${jt(e.locks) ?? kt(e)?.reason ?? ""}`;
	return t.text(t.has(n) ? n : "lock.fine_text.other");
}
function jt(e) {
	return [
		"red_flag",
		"pain_emergency",
		"pain"
	].find((t) => e.some((e) => e.reason === t));
}
function Mt(e, t, n) {
	let r = e.ends - t;
	return {
		reason: n.text(`reason.${e.reason}`),
		until: Pt(e, r, t, n),
		left: r > 0 ? n.text("lock.left", { time: Nt(r, n) }) : "",
		whose: n.text(`lock.whose.${e.whose}`)
	};
}
function Nt(e, t) {
	let n = Math.ceil(e / Tt);
	return e < Et ? Qe(Math.ceil(e)) : t.text("lock.hours", {
		hours: Math.floor(n / 60),
		minutes: n % 60
	});
}
function Pt(e, t, n, r) {
	let i = r.clock(e.ends, n);
	return e.needs_release ? r.text(t > 0 ? "lock.then_waits" : "lock.waits", { time: i }) : r.text("lock.until", { time: i });
}
// src/model/unseen.ts
var Ft = {
	speed_kmh: ({ value: e }, t) => t.text("unseen.speed", { value: t.speedWithUnit(e) }),
	power_w: ({ value: e }, t) => t.text("unseen.power", { value: t.number(e, 0) }),
	cadence_spm: ({ value: e }, t) => t.text("unseen.cadence", { value: t.number(e, 0) }),
	relay_on: ({ value: e }, t) => t.text(e > 0 ? "unseen.relay_on" : "unseen.relay_off")
};
function It({ signal: e }) {
	return e.belt === "unknown" || e.belt === "conflict";
}
function Lt(e, t, n, r) {
	let { signal: i } = e;
	if (!t) return [r.text("unseen.offline")];
	if (!i.broker_up) return [r.text("unseen.broker")];
	let a = [];
	return i.belt === "conflict" && a.push(r.text("unseen.conflict", { evidence: zt(e, r) })), e.in_session && i.belt === "unknown" && a.push(Rt(e, n, r)), i.bridge_online === !1 && e.phase !== "off" && a.push(r.text("unseen.bridge")), e.has_plug && i.plug_online === !1 && a.push(r.text("unseen.plug")), a;
}
function Rt(e, t, n) {
	let { seen_at: r } = e.signal;
	return r === null ? n.text("unseen.belt") : n.text("unseen.belt_since", { time: n.clock(r, t, !0) });
}
function zt(e, t) {
	return Object.entries(Ft).flatMap(([n, r]) => {
		let i = e.signal.evidence[n];
		return i === void 0 ? [] : [r(i, t)];
	}).join(", ");
}
// src/model/stop.ts
var Bt = 2, Vt = 3, Ht = 12, Ut = 120;
function Wt(e, t, n, r, i) {
	let a = Gt(t, r);
	if (!n) return R(a?.state === "failed" ? "failed" : "offline", i);
	let { stop: o } = e;
	return o?.under_way ? qt(e, o, i) : o?.still && Kt(e, o, a, r) ? Jt(o, o.still, r, i) : a === null ? null : Yt(e, a, r, i);
}
function Gt(e, t) {
	return e !== null && t - e.at < Ut ? e : null;
}
function L(e) {
	let { stop: t } = e;
	return t?.under_way ? t.unsent ? "unsent" : !t.warned && !t.failed ? null : It(e) ? "hold_rail_unseen" : "hold_rail" : null;
}
function R(e, t) {
	return {
		text: t.text(`stop.${e}`),
		tone: "urgent"
	};
}
function Kt({ signal: e }, t, n, r) {
	let i = n === null ? r - Ut : n.at - Bt, a = Math.max(t.still ?? 0, t.sent ?? 0, t.off ?? 0);
	return e.belt !== "moving" && a >= i;
}
function qt(e, t, n) {
	let r = L(e);
	if (r !== null) return R(r, n);
	if (t.still !== null) return {
		text: n.text("stop.still", { time: Xt(t.still, e, n) }),
		tone: "good"
	};
	if (t.sent === null) return {
		text: n.text("doing.stopping"),
		tone: "careful"
	};
	let i = Xt(t.sent, e, n), a = e.speed_kmh;
	return {
		text: e.signal.belt === "moving" && a !== null ? n.text("stop.slowing", {
			time: i,
			speed: n.speedWithUnit(a)
		}) : n.text("stop.sent_at", { time: i }),
		tone: "careful"
	};
}
function Jt(e, t, n, r) {
	let i = e.off === null ? "still" : e.load_verified ? "still_off" : "still_off_unverified", a = r.clock(e.off ?? t, n, !0);
	return {
		text: r.text(`stop.${i}`, { time: a }),
		tone: "good"
	};
}
function Yt(e, t, n, r) {
	if (e.signal.belt === "still" && e.now >= t.at) {
		let t = r.clock(e.signal.seen_at ?? 0, n, !0);
		return {
			text: r.text("stop.still", { time: t }),
			tone: "good"
		};
	}
	let i = n - t.at;
	return t.state === "failed" || t.state === "sending" && i > Vt ? R("failed", r) : t.state === "sending" ? {
		text: r.text("stop.sending"),
		tone: "careful"
	} : e.can_stop ? i > Ht ? R("not_seen", r) : {
		text: r.text("stop.sent"),
		tone: "careful"
	} : R("cannot", r);
}
function Xt(e, t, n) {
	return n.clock(e, t.now, !0);
}
// src/model/headline.ts
var Zt = {
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
}, Qt = .15;
function $t(e) {
	return e.cap !== null && (e.speed_kmh ?? 0) > e.cap.speed_kmh + Qt;
}
function en(e, t) {
	let n = L(e) === null ? Zt[e.phase] : "urgent", r = n === "good";
	return {
		title: t.text(`phase.${e.phase}`),
		text: nn(e, r, t),
		tone: r && ($t(e) || e.pause?.due) ? "careful" : n
	};
}
function tn(e) {
	return `alarm.${e.alarm === "belt_did_not_stop" && It(e) ? "belt_not_seen_to_stop" : e.alarm ?? ""}`;
}
function nn(e, t, n) {
	if (e.phase === "locked" && L(e) === null) return At(e, n);
	let r = n.text(rn(e, t));
	return e.phase === "stopping" && e.reason !== null && L(e) === null ? `${n.text(`reason.${e.reason}`)}. ${r}` : r;
}
function rn(e, t) {
	let n = L(e);
	return e.phase === "alarm" ? tn(e) : n === null ? `doing.${(t ? an(e) : null) ?? e.phase}` : `stop.${n}`;
}
function an(e) {
	return e.suspended ? "suspended" : $t(e) ? "too_fast" : e.phase !== "on_break" && e.pause?.due ? "break_due" : null;
}
// src/model/dial.ts
var on = 6, sn = 1.5;
function cn(e, t) {
	let n = ln(e), r = (e) => Math.min(1, Math.max(0, e / n)), { cap: i, speed_kmh: a } = e, o = a === null ? t.text("dial.none") : t.speedWithUnit(a);
	return {
		value: a === null ? "–" : t.speed(a),
		unit: t.speedUnit,
		allowed: i === null ? t.text("dial.no_cap") : t.text("dial.allowed", { speed: t.speedWithUnit(i.speed_kmh) }),
		source: i === null ? "" : t.text(`dial.source.${i.source}`),
		spoken: i === null ? t.text("dial.spoken_no_cap", { speed: o }) : t.text("dial.spoken", {
			speed: o,
			cap: t.speedWithUnit(i.speed_kmh)
		}),
		tooFast: $t(e),
		speed: a === null ? null : r(a),
		cap: i === null ? null : r(i.speed_kmh)
	};
}
function ln(e) {
	let t = Math.max(on, sn * (e.cap?.speed_kmh ?? 0));
	return Math.max(Math.min(t, e.maximum_kmh), e.speed_kmh ?? 0);
}
// src/model/next.ts
function un(e, t, n) {
	if (e.stop?.under_way || e.phase === "alarm") return null;
	let r = e.next.find((e) => e.at > t);
	return r === void 0 ? null : {
		what: n.text(`next.${r.what}`),
		countdown: n.text("next.in", { time: Qe(Math.ceil(r.at - t)) }),
		clock: n.clock(r.at, t)
	};
}
// src/model/question.ts
var dn = [
	"better",
	"same",
	"worse"
];
function fn({ asks: e, people: t, person_id: n }, r) {
	if (e === "baseline") return {
		text: r.text("asks.baseline"),
		person: null
	};
	let i = t[n];
	return e === "day_after" && i !== void 0 ? {
		text: r.text("dashboard.check_in"),
		person: i
	} : null;
}
function pn({ asks: e }, t) {
	return t.text(e === "pain" ? "asks.pain" : "pain.label");
}
// src/model/ring.ts
var mn = 3600, hn = 60;
function gn(e, t, n) {
	let { walk: r } = e;
	if (r === null) return null;
	let i = _n(e, r, t), a = r.total_s ?? Math.max(mn, i), o = (e) => Math.min(1, Math.max(0, e / a)), s = Qe(i), c = Math.round(a / hn), l = r.total_s === null;
	return {
		time: s,
		total: l ? n.text("ring.open") : n.text("ring.of", { minutes: c }),
		breaks: n.text("ring.breaks", { number: r.breaks_taken }),
		spoken: n.text(l ? "ring.spoken_open" : "ring.spoken", {
			time: s,
			minutes: c
		}),
		progress: o(i),
		segments: vn(r, a, o),
		breakMarks: r.breaks_s.filter((e) => e < a).map(o)
	};
}
function _n(e, t, n) {
	let r = e.signal.belt === "moving";
	return t.walked_s + (r ? Math.max(0, n - e.now) : 0);
}
function vn(e, t, n) {
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
function yn(e, t) {
	return {
		proven: e.proven,
		badge: t.text(e.proven ? "rules.proven" : "rules.unproven"),
		lines: Object.entries(e.rules).map(([e, n]) => ({
			rule: t.text(`rules.rule.${e}`),
			mode: bn(n, t),
			less: n.mode !== n.chosen
		}))
	};
}
function bn(e, t) {
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
// src/model/model.ts
function xn(e, t, n, r) {
	let i = e.walk !== null || e.signal.belt === "moving", { connected: a } = t;
	return {
		machine: e.machine,
		old: !a,
		headline: a ? en(e, r) : Sn(en(e, r)),
		dial: i ? cn(e, r) : null,
		ring: gn(e, a ? n : e.now, r),
		sums: r.text("sums", {
			minutes: e.day_min,
			week: e.week_min
		}),
		next: a ? un(e, n, r) : null,
		stop: Wt(e, t.tap, a, n, r),
		lock: Ot(e, n, r),
		unseen: Lt(e, a, n, r),
		alarm: e.alarm === null ? null : r.text(tn(e)),
		mayAcknowledge: e.alarm !== null && !e.alarm_acknowledged,
		rules: yn(e, r),
		moves: e.signal.belt === "moving",
		walkers: Cn(e, r),
		actions: a ? St(e, t.considering, n, r) : [],
		takeBack_s: wn(e, n),
		question: fn(e, r),
		painLabel: pn(e, r)
	};
}
function Sn(e) {
	return e.tone === "good" ? {
		...e,
		tone: "calm"
	} : e;
}
function Cn(e, t) {
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
function wn(e, t) {
	let n = (e.take_back_until ?? 0) - t;
	return n > 0 ? Math.ceil(n) : null;
}
// src/parts/actions.ts
function Tn(e, t, n) {
	if (e.length === 0) return T;
	let r = e.find((e) => e.asked);
	return S`
    <div class="actions">${e.map((e) => En(e, t))}</div>
    <div id="sure" ?hidden=${r === void 0}>
      ${r === void 0 ? T : Dn(r, t, n)}
    </div>
  `;
}
function En({ action: e, asked: t, sure: n, text: r }, i) {
	return n === null ? S`<button class="plain" @click=${() => i.act(e)}>${r}</button>` : S`
        <button
          class="plain"
          aria-expanded=${t}
          aria-controls="sure"
          @click=${() => i.consider(t ? null : e)}
        >
          ${r}
        </button>
      `;
}
function Dn({ action: e, sure: t }, n, r) {
	return S`
    <div class="question" role="group" aria-label=${t}>
      <b>${t}</b>
      <div class="row">
        <button class="plain" @click=${() => {
		n.consider(null), n.act(e);
	}}>${r.text("action.yes")}</button>
        <button class="plain" @click=${(e) => {
		e.target.closest(".main")?.querySelector(".actions [aria-expanded=true]")?.focus(), n.consider(null);
	}}>${r.text("action.no")}</button>
      </div>
    </div>
  `;
}
// src/parts/empty.ts
function On(e, t) {
	let n = t.has(`empty.${e}_help`) ? t.text(`empty.${e}_help`) : null;
	return S`
    <div class="empty" role="status">
      <h2>${t.text(`empty.${e}`)}</h2>
      ${n === null ? T : S`<p>${n}</p>`}
      ${n === null ? T : S`<a href=${Be}>${t.text("empty.open_settings")}</a>`}
    </div>
  `;
}
// src/parts/head.ts
function kn(e, t, n) {
	let { headline: r } = e;
	return S`
    <header>
      <span class="machine">${e.machine}</span>
      ${jn(e, t, n)}
    </header>
    <div class="headline" role="status">
      <h2 class="phase ${r.tone}">${r.title}</h2>
      <p>${r.text}</p>
    </div>
    <div role="alert" class="alerts">${Mn(e)}</div>
  `;
}
function An(e, t) {
	let { next: n } = e;
	return n === null ? T : S`
    <p class="next">
      <span>${t.text("next.label")}</span>
      <b>${n.what}</b>
      <b class="countdown">${n.countdown}</b>
      <span>${n.clock}</span>
    </p>
  `;
}
function jn(e, t, n) {
	return e.walkers.length < 2 ? T : S`
    <label class="walker">
      <span>${n.text("walker.label")}</span>
      <select @change=${(e) => t(e.target.value)}>
        ${e.walkers.map((e) => S`
            <option value=${e.option} .selected=${e.chosen}>${e.name}</option>
          `)}
      </select>
    </label>
  `;
}
function Mn(e) {
	let t = e.alarm === null ? [] : [e.alarm], n = (t) => t === e.headline.text ? "spoken" : "urgent";
	return [...t.map((e) => S`<p class=${n(e)}>${e}</p>`), ...e.unseen.map((e) => S`<p class="careful">${e}</p>`)];
}
// src/arcs.ts
var Nn = .9999;
function z({ x: e, y: t, radius: n }, r) {
	let i = 2 * Math.PI * r;
	return [Pn(e + n * Math.sin(i)), Pn(t - n * Math.cos(i))];
}
function B(e, t, n) {
	let r = Math.min(n, t + Nn), [i, a] = z(e, t), [o, s] = z(e, r), c = +(r - t > .5);
	return `M${i} ${a}A${e.radius} ${e.radius} 0 ${c} 1 ${o} ${s}`;
}
function Pn(e) {
	return Math.round(e * 100) / 100;
}
// src/parts/dial.ts
var V = {
	x: 60,
	y: 60,
	radius: 50
}, Fn = -.375, In = .75, Ln = {
	...V,
	radius: 41
}, Rn = {
	...V,
	radius: 58
};
function zn(e, t) {
	let n = (e) => Fn + In * e;
	return S`
    <figure class="instrument ${e.tooFast ? "too-fast" : ""}">
      <svg viewBox="0 0 120 108" role="img" aria-label="${t.text("dial.label")}: ${e.spoken}">
        <path class="track" d=${B(V, n(0), n(1))} />
        ${e.cap === null ? T : C`<path class="over" d=${B(V, n(e.cap), n(1))} />`}
        ${e.speed ? C`<path class="value" d=${B(V, n(0), n(e.speed))} />` : T}
        ${e.cap === null ? T : Bn(n(e.cap))}
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
function Bn(e) {
	let [t, n] = z(Ln, e), [r, i] = z(Rn, e);
	return C`<line class="cap" x1=${t} y1=${n} x2=${r} y2=${i} />`;
}
// src/parts/drill.ts
function Vn(e, t, n) {
	return S`
    <div class="drill">
      <p>${n.text("drill.help")}</p>
      ${e.allowed ? Hn(e, t, n) : S`<p>${n.text("drill.not_yours")}</p>`}
      <p role="status">${Un(t, n)}</p>
    </div>
  `;
}
function Hn({ moves: e }, t, n) {
	return t.step === "running" ? T : t.step === "asking" ? S`
    <div class="question" role="group" aria-label=${n.text("drill.offer")}>
      <b>${n.text("drill.steps")}</b>
      ${e ? T : S`<span>${n.text("drill.no_belt")}</span>`}
      <div class="row">
        <button class="plain" ?disabled=${!e} @click=${t.start}>
          ${n.text("drill.start")}
        </button>
        <button class="plain" @click=${t.leave}>${n.text("drill.leave")}</button>
      </div>
    </div>
  ` : S`
      <button class="plain" @click=${t.ask}>${n.text("drill.offer")}</button>
    `;
}
function Un({ step: e, why: t }, n) {
	return e === "running" ? n.text("drill.running") : e === "failed" ? n.text("drill.failed", { why: t }) : "";
}
// src/parts/lock.ts
function Wn(e, t, n, r) {
	return S`
    <section class="lock" aria-label=${r.text("lock.title")}>
      <div class="why">
        <ha-icon icon="mdi:lock" aria-hidden="true"></ha-icon>
        <ul>
          ${e.locks.map((e) => S`
              <li>
                <b>${e.reason}</b>
                <span class="until">${e.until}</span>
                <span class="left">${e.left}</span>
                <small>${e.whose}</small>
              </li>
            `)}
        </ul>
      </div>
      ${e.fine === null ? T : S`<h3>${r.text("lock.fine")}</h3>`}
      ${e.fine === null ? T : S`<p>${e.fine}</p>`}
      ${e.mayRelease ? Kn(e, t, n, r) : Gn(e, r)}
    </section>
  `;
}
function Gn(e, t) {
	return S`
    <h3>${t.text("lock.in_the_way")}</h3>
    <ul class="blockers">
      ${e.blockers.map((e) => S`<li>${e}</li>`)}
    </ul>
  `;
}
function Kn(e, t, n, r) {
	let i = t.of === e.id;
	return S`
    <button class="plain" aria-expanded=${i} aria-controls="release" @click=${(t) => {
		let r = t.target.closest("section");
		n.ask(i ? null : e.id), requestAnimationFrame(() => r?.querySelector("#release")?.scrollIntoView());
	}}>
      ${r.text("lock.release")}
    </button>
    <div id="release" ?hidden=${!i}>
      ${i ? qn(e, t, n, r) : T}
    </div>
  `;
}
function qn(e, t, n, r) {
	return S`
    <div class="question" role="group" aria-label=${r.text("lock.release_question")}>
      <b>${r.text("lock.release_question")}</b>
      <span>${r.text("lock.release_help")}</span>
      ${e.needsAdvice ? S`
            <label>
              <input type="checkbox" .checked=${t.advice} @change=${(e) => n.advise(e.target.checked)} />
              ${r.text("lock.medical")}
            </label>
          ` : T}
      <div class="row">
        <button class="plain" ?disabled=${e.needsAdvice && !t.advice} @click=${n.release}>
          ${r.text("lock.confirm")}
        </button>
        <button class="plain" @click=${(e) => {
		e.target.closest("section")?.querySelector("[aria-expanded]")?.focus(), n.ask(null);
	}}>${r.text("lock.cancel")}</button>
      </div>
    </div>
  `;
}
// src/parts/pain.ts
var Jn = Array.from({ length: 11 }, (e, t) => t), Yn = Object.keys(M.place), Xn = Object.keys(M.symptom);
function Zn(e, t, n) {
	return S`
    <section class="pain" aria-label=${e.label}>
      <div class="pain-head">
        <h3>${e.label}</h3>
        <button class="quiet" aria-expanded=${e.open} aria-controls="more" @click=${t.toggle}>
          ${n.text(e.open ? "pain.less" : "pain.more")}
        </button>
      </div>
      <div class="levels" role="group" aria-label=${n.text("pain.scale")}>
        ${Qn(t.report, n)}
      </div>
      <div id="more" ?hidden=${!e.open}>${e.open ? $n(e, t, n) : T}</div>
      <div class="row">
        <span role="status">${e.said}</span>
        ${e.takeBack_s === null ? T : er(e.takeBack_s, t, n)}
      </div>
    </section>
  `;
}
function Qn(e, t, n = "pain.level") {
	return Jn.map((r) => S`
      <button
        class="level"
        style="--level: ${r / 10}"
        aria-label=${t.text(n, { level: r })}
        @click=${() => e(r)}
      >
        ${r}
      </button>
    `);
}
function $n(e, t, n) {
	return S`
    <p>${n.text("pain.flag_label")}</p>
    <div class="chips" role="group" aria-label=${n.text("pain.flag_label")}>
      ${Xn.map((e) => S`
          <button class="chip flag" @click=${() => t.flag(e)}>
            ${n.text(`symptom.${e}`)}
          </button>
        `)}
    </div>
    <p>${n.text("pain.place_label")}</p>
    <div class="chips" role="group" aria-label=${n.text("pain.place_label")}>
      ${Yn.map((r) => S`
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
function er(e, t, n) {
	return S`
    <button class="plain" aria-describedby="take-back" @click=${t.takeBack}>
      ${n.text("pain.take_back", { seconds: e })}
    </button>
    <small id="take-back">${n.text("pain.take_back_help")}</small>
  `;
}
// src/parts/question.ts
function tr(e, t, n) {
	return S`
    <section class="question asked" role="group" aria-label=${e.text}>
      <b role="status">${e.text}</b>
      ${rr(e, t, n)}
    </section>
  `;
}
function nr(e, t) {
	return dn.map((n) => S`
      <button class="plain" @click=${() => e(n)}>
        ${t.text(`answers.${n}`)}
      </button>
    `);
}
function rr(e, t, n) {
	let { person: r } = e;
	return r === null ? S`<div class="levels">${Qn(t.baseline, n, "asks.level")}</div>` : S`<div class="row">${nr((e) => t.checkIn(r, e), n)}</div>`;
}
// src/parts/ring.ts
var ir = {
	x: 60,
	y: 58,
	radius: 50
}, ar = {
	...ir,
	radius: 41
}, or = .004, sr = 5;
function cr(e, t, n) {
	return S`
    <figure class="instrument">
      <svg viewBox="0 0 120 116" role="img" aria-label="${n.text("ring.label")}: ${e.spoken}">
        ${e.segments.map(({ kind: e, from: t, to: n }) => C`<path class="segment ${e}" d=${B(ir, t + or, Math.max(n - or, t + or))} />`)}
        <path class="progress" d=${B(ar, 0, Math.max(.001, e.progress))} />
        ${e.breakMarks.map((e) => {
		let [t, n] = z(ir, e);
		return C`<circle class="break" cx=${t} cy=${n} r="4" />`;
	})}
        <text class="big ${e.time.length > sr ? "hours" : "time"}" x="60" y="64">${e.time}</text>
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
function lr(e, t, n) {
	return S`
    <details class="rules">
      <summary>
        <span>${n.text("rules.title")}</span>
        <span class="badge ${e.proven ? "good" : "careful"}">${e.badge}</span>
      </summary>
      ${e.proven ? T : t}
      <dl>
        ${e.lines.map((e) => S`
            <dt>${e.rule}</dt>
            <dd class=${e.less ? "less" : ""}>${e.mode}</dd>
          `)}
      </dl>
    </details>
  `;
}
// src/parts/stop.ts
function ur(e, t, n) {
	let r = n.text("stop.button"), i = e?.tone === "urgent";
	return S`
    <div class="stop">
      <div role="status">${i ? T : dr(e)}</div>
      <div role="alert">${i ? dr(e) : T}</div>
      <button class="stop-button" aria-label="${r}: ${n.text("stop.label")}" @click=${t}>
        ${r}
      </button>
    </div>
  `;
}
function dr(e) {
	return e === null ? T : S`<p class="said ${e.tone}">${e.text}</p>`;
}
// src/styles/colours.ts
var H = o`
  :host {
    --good: var(--success-color, #43a047);
    --careful: var(--warning-color, #ffa600);
    --urgent: var(--error-color, #db4437);
    --stop: var(--home-gym-stop-color, #c62828);
    --power: var(--home-gym-power-color, #8e5bd0);
    --warm-up: var(--careful);
    --walk: var(--good);
    --cool-down: var(--info-color, #039be5);
    --pain: 198 40 40;
    --quiet: var(--secondary-text-color);
    --line: var(--divider-color, #8884);
    --soft: var(--secondary-background-color, #8882);
    --paper: var(--ha-card-background, var(--card-background-color, #fff));
    display: block;
    color: var(--primary-text-color);
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
`, fr = o`
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
`, pr = o`
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
  }
  .too-fast .value {
    stroke: var(--urgent);
  }
  .cap {
    stroke: var(--primary-text-color);
    stroke-width: 3;
  }
  .segment.warm_up {
    stroke: var(--warm-up);
  }
  .segment.walk {
    stroke: var(--walk);
  }
  .segment.cool_down {
    stroke: var(--cool-down);
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
  .instruments.old {
    filter: grayscale(1);
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
`, mr = o`
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
  #release {
    scroll-margin-block-start: calc(var(--header-height, 56px) + 16px);
  }
  .question,
  .drill {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .asked {
    padding: 12px;
    border-inline-start: 6px solid var(--primary-color);
    background: var(--soft);
    font-size: 1.1rem;
  }
  /* Not to be taken for the numbers of now. */
  .asked .level {
    background: var(--card-background-color, transparent);
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
`, hr = o`
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
  .chip {
    padding-block: 6px;
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
    background: rgb(var(--pain) / calc(var(--level) * 0.5));
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
    background: var(--paper);
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
`, gr = [
	H,
	fr,
	mr,
	pr,
	hr,
	o`
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
`
], _r = class extends I {
	constructor(...e) {
		super(...e), this.asks = !0, this.#e = new We(this, () => this.live.now());
	}
	static {
		this.styles = gr;
	}
	static {
		this.getConfigForm = ut;
	}
	#e;
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
	meet(e, { device_id: t }) {
		this.#e.aim(e, t);
	}
	render() {
		let { feed: e } = this.live;
		if (e === null || this.machine === null) return S`<ha-card>${On(this.empty, this.words)}</ha-card>`;
		let { considering: t, tap: n } = this.#e, r = xn(e, {
			tap: n,
			considering: t,
			connected: this.connected
		}, this.live.now(), this.words);
		return S`<ha-card>${this.#t(r, this.#r(e), this.words)}</ha-card>`;
	}
	#t(e, t, n) {
		let r = this.#e, { painLabel: i, takeBack_s: a } = e, o = {
			...r.hurting,
			label: i,
			said: r.said(n),
			takeBack_s: a
		};
		return S`
      <div class="card">
        <div class="main">
          ${kn(e, r.walk, n)}
          ${e.mayAcknowledge ? this.#a(n) : T}
          ${e.question === null ? T : tr(e.question, r, n)}
          ${e.lock === null ? T : Wn(e.lock, r.releasing, r, n)}
          ${this.#n(e, n)} ${An(e, n)} ${Tn(e.actions, r, n)}
          ${t} ${lr(e.rules, this.#i(e, n), n)}
        </div>
        <div class="dock">
          ${Zn(o, r, n)} ${ur(e.stop, r.stop, n)}
        </div>
      </div>
    `;
	}
	#n({ dial: e, old: t, ring: n, sums: r }, i) {
		return S`
      <div class="instruments ${t ? "old" : ""}">
        ${e === null ? T : zn(e, i)}
        ${n === null ? S`<p class="sums">${r}</p>` : cr(n, r, i)}
      </div>
    `;
	}
	#r(e) {
		let [t, n] = [this.home, this.machine?.device_id];
		if (t === void 0 || n === void 0) return T;
		let { connection: r } = t, i = {
			hass: t,
			device_id: n,
			feed: e,
			now: this.live.now(),
			deeds: this.#e
		}, a = this.connected ? {
			...e,
			now: i.now
		} : e;
		return e.course === null ? S`<home-gym-last-walk .words=${this.words} .seen=${i}></home-gym-last-walk>` : S`
          <home-gym-walk-chart
            .words=${this.words}
            .heard=${{
			connection: r,
			device_id: n,
			feed: a
		}}
          ></home-gym-walk-chart>
        `;
	}
	#i({ moves: e }, t) {
		return Vn({
			allowed: this.home?.user?.is_admin ?? !1,
			moves: e
		}, this.#e.drilling, t);
	}
	#a(e) {
		return S`
      <button class="plain" @click=${this.#e.acknowledge}>
        ${e.text("alarm.acknowledge")}
      </button>
    `;
	}
}, vr = o`
  /* On a wall it is read from two metres. */
  .chart,
  .legend {
    font-size: clamp(0.95rem, 3.2cqi, 1.6rem);
  }
  .chart {
    display: grid;
    grid-template: "scale paper" var(--high) "corner below" 1.8em / auto 1fr;
    column-gap: 8px;
    direction: ltr;
    font-variant-numeric: tabular-nums;
    color: var(--quiet);
  }
  .scale,
  .paper,
  .below {
    position: relative;
  }
  .scale {
    grid-area: scale;
    min-width: 2em;
  }
  .scale span {
    position: absolute;
    right: 0;
    transform: translateY(50%);
  }
  .paper {
    grid-area: paper;
  }
  .below {
    grid-area: below;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  i {
    flex: none;
    box-sizing: border-box;
  }
`, yr = 5, br = 720, xr = 20;
function Sr({ points: e, ...t }) {
	return {
		...t,
		points: e.map(([e, t, n, r]) => ({
			at: e,
			speed: t,
			cap: n,
			phase: r
		}))
	};
}
function Cr(e, t) {
	return t.course === null ? !1 : e?.session !== t.course.session || Math.abs(t.now - t.course.began - e.until) > xr || Math.max(e.points.length, e.watts.length) > br;
}
function wr(e, t) {
	if (t.course?.session !== e.session) return e;
	let n = Tr(t, t.now - t.course.began), r = e.points.at(-1), i = r === void 0 || Er(r, n);
	if (!i && n.at < e.until + yr) return e;
	let a = t.signal.evidence.power_w?.value;
	return {
		...e,
		until: n.at,
		points: !i && Dr(r, n) ? e.points : [...e.points, n],
		watts: a === void 0 ? e.watts : [...e.watts, [n.at, a]]
	};
}
function Tr({ cap: e, phase: t, signal: n, speed_kmh: r }, i) {
	let a = {
		moving: r,
		still: 0,
		unknown: null,
		conflict: null
	}[n.belt], o = n.belt === "moving" || n.belt === "still";
	return {
		at: i,
		speed: a,
		cap: e?.speed_kmh ?? null,
		phase: o ? t : "no_signal"
	};
}
function Er(e, t) {
	return e.phase !== t.phase || e.speed === null != (t.speed === null) || e.speed === 0 != (t.speed === 0);
}
function Dr(e, t) {
	return e.speed === t.speed && e.cap === t.cap;
}
// src/chart/scale.ts
function U(e) {
	return `${Math.round(e * 1e3) / 10}%`;
}
function Or(e, t, n, r) {
	let i = n.find((n) => e / n <= t) ?? e, a = Math.floor(e / i + 1e-9);
	return Array.from({ length: a + 1 }, (t, n) => ({
		at: n * i / e,
		text: r(n * i)
	}));
}
// src/chart/plot.ts
var W = 1e3, G = 60, kr = 120, Ar = 4, jr = 1.15, Mr = 100, Nr = 2, Pr = [
	1,
	2,
	5,
	10,
	15,
	20,
	30,
	60,
	120
], Fr = [
	1,
	2,
	3,
	5,
	10
], Ir = 5, Lr = .9, Rr = [
	"warm_up",
	"workout",
	"on_break",
	"cool_down",
	"no_signal"
];
function zr(e, t, n) {
	let r = Math.max(kr, e.until), i = Br(e), a = (e) => qr(e / r), o = (e) => 1 - qr(e / i), s = Vr(e, a), c = Hr(s, ({ speed: e }) => e, o), l = (e) => n.number(e / G, 0), u = n.speedValue(1), d = Or(r, Ir, Pr.map((e) => e * G), l);
	return {
		speed: c.map(({ path: e }) => e).join(""),
		area: c.map(({ path: e, from: t, to: n }) => `${e}L${n} 300H${t}Z`).join(""),
		cap: Hr(s, ({ cap: e }) => e, o).map(({ path: e }) => e).join(""),
		watts: Ur(e, a),
		bands: Wr(s),
		signs: t.map(([e, t]) => ({
			what: t,
			at: a(e)
		})),
		minutes: d.filter((e) => e.at < Lr),
		speeds: Or(i * u, Ir, Fr, (e) => n.number(e, 0)),
		legend: Gr(e, t, n),
		spoken: Kr(e, t, n)
	};
}
function Br({ points: e }) {
	let t = e.flatMap(({ speed: e, cap: t }) => [e ?? 0, t ?? 0]);
	return jr * Math.max(Ar, ...t);
}
function Vr({ points: e, until: t }, n) {
	return e.map((r, i) => ({
		point: r,
		from: n(r.at),
		to: n(e[i + 1]?.at ?? t)
	}));
}
function Hr(e, t, n) {
	let r = [], i;
	for (let { point: a, from: o, to: s } of e) {
		let e = t(a);
		if (e === null) {
			i = void 0;
			continue;
		}
		let [c, l, u] = [
			Jr(o),
			Jr(s),
			Yr(n(e))
		];
		i === void 0 && (i = {
			path: `M${c} ${u}`,
			from: c,
			to: l
		}, r.push(i)), i.path += `V${u}H${l}`, i.to = l;
	}
	return r;
}
function Ur({ watts: e }, t) {
	let n = Nr * Math.max(Mr, ...e.map(([, e]) => e)), r = e.map(([e, r]) => `${Jr(t(e))} ${Yr(1 - qr(r / n))}`);
	return r.length < 2 ? "" : `M${r.join("L")}`;
}
function Wr(e) {
	let t = [];
	for (let { point: n, from: r, to: i } of e) {
		let e = t.at(-1);
		e?.phase === n.phase ? e.to = i : t.push({
			phase: n.phase,
			from: r,
			to: i
		});
	}
	return t.filter((e) => e.to > e.from && Rr.includes(e.phase));
}
function Gr(e, t, n) {
	let { points: r, watts: i } = e, a = Math.max(...i.map(([, e]) => e)), o = (e) => t.some(([, t]) => t === e), s = Rr.filter((e) => e !== "on_break" || !o("break")).filter((e) => r.some((t) => t.phase === e));
	return [
		{
			kind: "speed",
			text: n.text("chart.speed", { unit: n.speedUnit })
		},
		r.some(({ cap: e }) => e !== null) ? {
			kind: "cap",
			text: n.text("chart.allowed")
		} : null,
		i.length > 1 ? {
			kind: "watts",
			text: n.text("chart.power", { watts: n.number(a, 0) })
		} : null,
		o("pain") ? {
			kind: "pain",
			text: n.text("chart.pain")
		} : null,
		o("break") ? {
			kind: "break",
			text: n.text("chart.break")
		} : null,
		...s.map((e) => ({
			kind: `band ${e}`,
			text: n.text(`phase.${e}`)
		}))
	].filter((e) => e !== null);
}
function Kr({ points: e, until: t }, n, r) {
	let i = (e) => n.filter(([, t]) => t === e).map(([e]) => r.number(Math.floor(e / G), 0)).join(", "), a = Math.max(0, ...e.map(({ speed: e }) => e ?? 0));
	return [r.text("chart.spoken", {
		minutes: r.number(Math.floor(t / G), 0),
		fastest: r.speedWithUnit(a)
	}), ...["break", "pain"].flatMap((e) => {
		let t = i(e);
		return t === "" ? [] : [r.text(`chart.marked.${e}`, { minutes: t })];
	})].join(" ");
}
function qr(e) {
	return Math.min(1, Math.max(0, e));
}
function Jr(e) {
	return Math.round(e * W * 10) / 10;
}
function Yr(e) {
	return Math.round(e * 300 * 10) / 10;
}
// src/chart/part.ts
function Xr(e, t) {
	return S`
    <figure>
      <figcaption>${t.text("chart.title")}</figcaption>
      <div class="chart" role="img" aria-label="${t.text("chart.title")}: ${e.spoken}">
        <div class="scale">
          ${e.speeds.map(({ at: e, text: t }) => S`<span style="inset-block-end: ${U(e)}">${t}</span>`)}
        </div>
        <div class="paper">${Zr(e)} ${Qr(e)}</div>
        <div class="below">
          ${e.minutes.map(({ at: e, text: t }) => S`<span style="left: ${U(e)}">${t}</span>`)}
          <span class="unit">${t.text("chart.minutes")}</span>
        </div>
      </div>
      <ul class="legend">
        ${e.legend.map(({ kind: e, text: t }) => S`<li><i class=${e}></i>${t}</li>`)}
      </ul>
    </figure>
  `;
}
function Zr(e) {
	return S`
    <svg viewBox="0 0 ${W} ${300}" preserveAspectRatio="none">
      ${e.bands.map(({ phase: e, from: t, to: n }) => C`
          <rect class="shade ${e}" x=${t * W} width=${(n - t) * W} height=${300} />
          <rect class="strip ${e}" x=${t * W} y=${291} width=${(n - t) * W} height="9" />
        `)}
      ${e.speeds.map(({ at: e }) => C`<path class="grid" d="M0 ${(1 - e) * 300}H${W}" />`)}
      <path class="area" d=${e.area} />
      <path class="watts" d=${e.watts} />
      <path class="cap" d=${e.cap} />
      <path class="speed" d=${e.speed} />
    </svg>
  `;
}
function Qr(e) {
	return e.signs.map(({ what: e, at: t }) => S`<span class="sign ${e}" style="left: ${U(t)}"><i class=${e}></i></span>`);
}
// src/chart/styles.ts
var $r = o`
  :host {
    container-type: inline-size;
  }
  figure {
    margin: 0;
  }
  figcaption {
    font-size: clamp(0.95rem, 3.2cqi, 1.6rem);
    font-weight: 500;
    margin-block-end: 10px;
  }
  .chart {
    --high: clamp(120px, 28cqi, 240px);
  }
  .scale {
    min-width: 1.3em;
  }
  svg {
    display: block;
    width: 100%;
    height: 100%;
  }
  .below {
    margin-block-start: 4px;
  }
  .below span {
    position: absolute;
    transform: translateX(-50%);
  }
  .below .unit {
    right: 0;
    transform: none;
    padding-inline-start: 8px;
    background: var(--paper);
  }
  path {
    fill: none;
    vector-effect: non-scaling-stroke;
  }
  path.grid {
    stroke: var(--line);
    stroke-width: 1;
  }
  path.area {
    fill: var(--good);
    opacity: 0.18;
  }
  path.speed {
    stroke: var(--good);
    stroke-width: clamp(4px, 0.8cqi, 7px);
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  path.cap {
    stroke: var(--primary-text-color);
    stroke-width: clamp(2.5px, 0.5cqi, 4px);
    stroke-dasharray: 8 6;
  }
  path.watts {
    stroke: var(--power);
    stroke-width: clamp(2px, 0.4cqi, 3px);
  }
  .warm_up {
    --band: var(--warm-up);
  }
  .workout {
    --band: var(--walk);
  }
  .cool_down {
    --band: var(--cool-down);
  }
  .on_break {
    --band: color-mix(in srgb, var(--quiet) 50%, transparent);
  }
  .no_signal {
    --band: var(--quiet);
  }
  .strip {
    fill: var(--band);
  }
  .shade {
    fill: none;
  }
  .shade.on_break,
  .shade.no_signal {
    fill: var(--band);
    opacity: 0.4;
  }
  .sign {
    position: absolute;
    inset-block: 0;
    transform: translateX(-50%);
  }
  .sign.pain {
    border-inline-start: 2px solid var(--urgent);
  }
  .sign i {
    position: absolute;
    inset-block-start: -6px;
    inset-inline-start: -1px;
    translate: -50% 0;
  }
  i {
    width: 22px;
    border-block-start: 4px solid;
  }
  i.speed {
    border-color: var(--good);
  }
  i.cap {
    border-block-start: 3px dashed var(--primary-text-color);
  }
  i.watts {
    border-block-start: 2px solid var(--power);
  }
  i.band {
    border-block-start: 10px solid var(--band);
  }
  i.pain,
  i.break {
    width: 14px;
    height: 14px;
    border: 3px solid var(--primary-text-color);
    border-radius: 50%;
    background: var(--paper);
  }
  i.pain {
    border: none;
    border-radius: 2px;
    background: var(--urgent);
    rotate: 45deg;
  }
`, ei = 5, ti = class extends k {
	static {
		this.styles = [
			H,
			vr,
			$r
		];
	}
	static {
		this.properties = { words: { attribute: !1 } };
	}
	#e = null;
	#t = null;
	#n = [];
	#r = -Infinity;
	set heard({ connection: e, device_id: t, feed: n }) {
		t !== this.#e && (this.#e = t, this.#a(null, []), this.#r = -Infinity), Cr(this.#t, n) && Math.abs(n.now - this.#r) >= ei && (this.#r = n.now, this.#i(e, t));
		let r = n.course === null || this.#t === null ? null : wr(this.#t, n);
		this.#a(r, n.course?.marks ?? []);
	}
	render() {
		let e = this.#t;
		return e === null ? T : S`${Xr(zr(e, this.#n, this.words), this.words)}`;
	}
	async #i(e, t) {
		let n = {
			type: `${A}/machine/course`,
			device_id: t
		}, r = await e.sendMessagePromise(n).catch(() => null);
		r !== null && t === this.#e && this.#a(Sr(r), this.#n);
	}
	#a(e, t) {
		let n = e !== this.#t || String(t) !== String(this.#n);
		this.#t = e, this.#n = t, n && this.requestUpdate();
	}
}, ni = "invert(0.89) hue-rotate(180deg)", K = "home-gym-card", ri = "home-gym-last-walk", ii = "home-gym-lock-badge", q = "home-gym-pain-feature", ai = "home-gym", oi = "home-gym-walk-chart", J = "home-gym-weeks-card";
function Y(e) {
	return `custom:${e}`;
}
// src/dashboard/views.ts
var si = 84, ci = [
	"sensor.walked_today",
	"sensor.walked_this_week",
	"sensor.sessions_this_week"
], li = [
	"sensor.total_moving_time",
	"sensor.total_distance",
	"sensor.total_sessions"
], ui = [
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
], di = [
	"sensor.rests_until",
	"sensor.person_lock_ends",
	"sensor.backstop_until"
], fi = {
	better: "mdi:emoticon-happy-outline",
	same: "mdi:emoticon-neutral-outline",
	worse: "mdi:emoticon-sad-outline"
};
function pi(e, t) {
	let n = {
		title: t.text("dashboard.now"),
		path: "now"
	}, r = e.map(({ device_id: e }) => ({
		type: Y(K),
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
		cards: r.length ? r : [{ type: Y(K) }]
	};
}
function mi(e, t, n) {
	let r = e.flatMap(({ entities: e }) => e["calendar.sessions"] ?? []), i = [Z(n.text("dashboard.walks"), "mdi:calendar"), {
		type: "calendar",
		entities: r,
		initial_view: "dayGridMonth"
	}];
	return {
		title: n.text("dashboard.history"),
		path: "history",
		type: "sections",
		sections: [
			...t.length ? [X(t.map(_i))] : [],
			...e.map((e) => vi(e, n)),
			...r.length ? [X(i)] : []
		]
	};
}
function hi(e, t) {
	let n = X([{
		type: "markdown",
		content: t.text("dashboard.nobody")
	}]), r = e.map((e) => X([
		Z(e.name, "mdi:account"),
		...gi(e, t),
		...Q(e.entities, ui),
		...bi(e.entities["image.week"]),
		...Si(e.entities, t.text("dashboard.before"))
	]));
	return {
		title: t.text("dashboard.people"),
		path: "people",
		type: "sections",
		sections: r.length ? r : [n]
	};
}
function gi({ own_name: e, entities: t }, n) {
	let r = t["binary_sensor.check_in_due"];
	if (r === void 0) return [];
	let i = [{
		condition: "state",
		entity: r,
		state: "on"
	}], a = dn.map((t) => ({
		type: "button",
		name: n.text(`answers.${t}`),
		icon: fi[t],
		tap_action: {
			action: "perform-action",
			perform_action: `${A}.check_in`,
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
function _i({ device_id: e }) {
	return {
		type: Y(J),
		device_id: e,
		grid_options: { columns: "full" }
	};
}
function vi({ name: e, entities: t }, n) {
	let r = t["sensor.walked_today"];
	return X([
		Z(e, "mdi:run"),
		...Q(t, [...ci, ...li]),
		...bi(t["image.last_session"]),
		...r === void 0 ? [] : [yi(r, n)]
	]);
}
function yi(e, t) {
	return {
		type: "statistics-graph",
		title: t.text("dashboard.weeks"),
		entities: [e],
		stat_types: ["change"],
		chart_type: "bar",
		period: "week",
		days_to_show: si,
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
		return [di.includes(t) ? {
			...r,
			visibility: [xi(n)]
		} : r];
	});
}
function bi(e) {
	return e === void 0 ? [] : [{
		type: "picture-elements",
		image_entity: e,
		elements: [],
		dark_mode_filter: ni,
		visibility: [xi(e)]
	}];
}
function xi(e) {
	return {
		condition: "state",
		entity: e,
		state_not: ["unknown", "unavailable"]
	};
}
function Si(e, t) {
	return Object.entries(e).filter(([e]) => e.startsWith("todo.")).map(([, e]) => ({
		type: "todo-list",
		entity: e,
		title: t,
		hide_create: !0
	}));
}
// src/dashboard/set-up.ts
var Ci = [
	"binary_sensor.ready",
	"binary_sensor.signal_problem",
	"binary_sensor.alarm",
	"sensor.last_stop",
	"sensor.backstop_until",
	"sensor.plug_report_interval",
	"sensor.unreadable_messages"
];
function wi(e, t, n) {
	let r = e.map((e) => X([
		Z(e.name, "mdi:run"),
		...Q(e.entities, Ci),
		...t ? [Ei(e, n)] : [],
		...Si(e.entities, n.text("dashboard.before"))
	]));
	return {
		title: n.text("dashboard.set_up"),
		path: "set-up",
		type: "sections",
		sections: t ? [X(Ti(n)), ...r] : r
	};
}
function Ti(e) {
	return [
		Z(e.text("dashboard.set_up"), "mdi:cog"),
		{ type: "repairs" },
		Di(e.text("dashboard.settings"), "mdi:cog", {
			action: "navigate",
			navigation_path: Be
		})
	];
}
function Ei({ device_id: e }, t) {
	return Di(t.text("dashboard.drill"), "mdi:fire-alert", {
		action: "perform-action",
		perform_action: `${A}.fire_drill`,
		data: { device_id: e },
		confirmation: {
			text: t.text("drill.steps"),
			confirm_text: t.text("drill.start")
		}
	});
}
function Di(e, t, n) {
	return {
		type: "button",
		name: e,
		icon: t,
		icon_height: "32px",
		tap_action: n,
		grid_options: {
			columns: "full",
			rows: 2
		}
	};
}
// src/dashboard/strategy.ts
function Oi(e) {
	return {
		title: new N(rt(e)).text("dashboard.name"),
		icon: "mdi:walk"
	};
}
function ki(e) {
	let t = new N(rt(e)), { machines: n, people: r } = F(e), i = e.user?.is_admin ?? !1;
	return {
		title: t.text("dashboard.name"),
		views: [
			pi(n, t),
			mi(n, r, t),
			hi(r, t),
			wi(n, i, t)
		]
	};
}
// src/dashboard/element.ts
var Ai = class extends HTMLElement {
	static {
		this.registryDependencies = ["entities", "devices"];
	}
	static {
		this.noEditor = !0;
	}
	static getCreateSuggestions(e) {
		return Oi(e);
	}
	static generate(e, t) {
		return Promise.resolve(ki(t));
	}
}, ji = ["last_session_dark", "last_session"];
function Mi(e, t, n, r) {
	let i = n.in_session || n.phase === "alarm" || n.phase === "stopping" ? null : Ni(e, t);
	if (i === null) return null;
	let a = Fi(e, n), o = Li(Ii(e, a, "sensor.rests_until")), s = Ii(e, a, "binary_sensor.check_in_due") === "on";
	return {
		...i,
		asked: s ? a?.own_name ?? null : null,
		rests_until: o !== null && o > r ? o : null
	};
}
function Ni(e, t) {
	let n = e.themes?.darkMode ?? !1, r = (n ? ji : ji.slice(1)).map((n) => Pi(e, t, n)), i = r.find((e) => e !== null) ?? null;
	return i === null ? null : {
		...i,
		dazzles: n && i === r.at(-1)
	};
}
function Pi(e, t, n) {
	let r = He(e, t, "image", n) ?? "", i = e.states[r], a = Li(i?.state), o = i?.attributes.entity_picture;
	return a === null || typeof o != "string" ? null : {
		entity: r,
		picture: o,
		at: a,
		dazzles: !1
	};
}
function Fi(e, { people: t, person_id: n }) {
	let r = t[n];
	return r === void 0 ? void 0 : F(e).people.find(({ own_name: e }) => e === r);
}
function Ii(e, t, n) {
	return e.states[t?.entities[n] ?? ""]?.state;
}
function Li(e) {
	let t = Date.parse(e ?? "");
	return Number.isNaN(t) ? null : t / 1e3;
}
// src/last/styles.ts
var Ri = o`
  section {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  h3,
  p {
    margin: 0;
    font-size: 1rem;
    font-weight: 500;
  }
  button.picture {
    padding: 0;
    overflow: hidden;
    line-height: 0;
  }
  img {
    width: 100%;
    aspect-ratio: 2;
  }
  img.night {
    filter: ${a(ni)};
  }
`, zi = class extends k {
	static {
		this.styles = [
			H,
			hr,
			Ri
		];
	}
	static {
		this.properties = {
			seen: { attribute: !1 },
			words: { attribute: !1 }
		};
	}
	render() {
		let { device_id: e, feed: t, hass: n, now: r } = this.seen, i = Mi(n, e, t, r);
		return i === null ? T : this.#e(i, r);
	}
	#e(e, t) {
		let { words: n } = this, r = n.text("last.title", { time: n.clock(e.at, t) });
		return S`
      <section aria-label=${r}>
        <h3>${r}</h3>
        <button class="picture" aria-label=${n.text("last.open")} @click=${() => this.#n(e)}>
          <img class=${e.dazzles ? "night" : ""} src=${e.picture} alt="" />
        </button>
        ${e.rests_until === null ? T : S`<p>${n.text("last.next", { time: n.clock(e.rests_until, t) })}</p>`}
        ${e.asked === null ? T : this.#t(e.asked)}
      </section>
    `;
	}
	#t(e) {
		let { words: t } = this, n = t.text("dashboard.check_in");
		return S`
      <p>${n}</p>
      <div class="row" role="group" aria-label=${n}>
        ${nr((t) => this.seen.deeds.checkIn(e, t), t)}
      </div>
    `;
	}
	#n({ entity: e }) {
		let t = { entityId: e };
		this.dispatchEvent(new CustomEvent("hass-more-info", {
			detail: t,
			bubbles: !0,
			composed: !0
		}));
	}
}, Bi = "mdi:lan-disconnect", Vi = {
	offline: {
		icon: Bi,
		tone: "careful"
	},
	alarm: {
		icon: "mdi:alert",
		tone: "urgent"
	},
	no_signal: {
		icon: "mdi:eye-off",
		tone: "careful"
	},
	ready: {
		icon: "mdi:lock-open-check",
		tone: "good"
	},
	unlocked: {
		icon: "mdi:lock-open-variant",
		tone: "calm"
	}
};
function Hi(e, t, n, r) {
	let { machine: i } = e, a = Ui(e, t);
	return a === "locked" ? {
		icon: "mdi:lock",
		tone: "careful",
		label: r.text("badge.locked", { machine: i }),
		text: Wi(e, n, r)
	} : {
		...Vi[a],
		label: i,
		text: r.text(`badge.${a}`)
	};
}
function Ui(e, t) {
	return t ? e.phase === "alarm" ? "alarm" : e.locks.length > 0 ? "locked" : e.phase === "no_signal" || !e.signal.broker_up ? "no_signal" : e.phase === "ready" ? "ready" : "unlocked" : "offline";
}
function Wi(e, t, n) {
	let r = kt(e);
	if (r === void 0) return "";
	let i = n.text(`reason.${r.reason}`), a = n.clock(r.ends, t), o = r.needs_release ? r.ends > t ? "then_waits" : "waits" : "until";
	return n.text(`badge.${o}`, {
		reason: i,
		time: a
	});
}
// src/styles/lock-badge.ts
var Gi = o`
  :host {
    max-width: 100%;
  }
  button {
    display: flex;
    align-items: center;
    gap: 8px;
    max-width: 100%;
    min-height: var(--ha-badge-size, 36px);
    padding: 4px 12px;
    font: inherit;
    text-align: start;
    color: inherit;
    background: var(--paper);
    border: var(--ha-card-border-width, 1px) solid
      var(--ha-card-border-color, var(--divider-color, #e0e0e0));
    border-radius: var(--ha-badge-border-radius, calc(var(--ha-badge-size, 36px) / 2));
    box-shadow: var(--ha-card-box-shadow, none);
    cursor: pointer;
  }
  button:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  .calm {
    --tone: var(--quiet);
  }
  ha-icon {
    --mdc-icon-size: var(--ha-badge-icon-size, 18px);
    flex: none;
    margin-inline-start: -4px;
    color: var(--tone);
  }
  ha-icon[hidden] {
    display: none;
  }
  .info {
    display: flex;
    flex-direction: column;
    min-width: 0;
    font-weight: 500;
    line-height: 1.2;
  }
  .label {
    font-size: var(--ha-font-size-xs, 10px);
    color: var(--quiet);
  }
  .text {
    font-size: var(--ha-badge-font-size, var(--ha-font-size-s, 12px));
  }
`, Ki = S`<ha-icon icon=${Bi} hidden></ha-icon>`, qi = { action: "more-info" }, Ji = class extends I {
	static {
		this.styles = [H, Gi];
	}
	static {
		this.getConfigForm = dt;
	}
	#e;
	meet(e, { device_id: t }) {
		this.#e = He(e, t, "binary_sensor", "locked");
	}
	render() {
		let { icon: e, tone: t, label: n, text: r } = this.#t();
		return S`
      <button class=${t} @click=${this.#n}>
        <ha-icon icon=${e} aria-hidden="true"></ha-icon>
        ${Ki}
        <span class="info">
          ${n === "" ? T : S`<span class="label">${n}</span>`}
          <span class="text">${r}</span>
        </span>
      </button>
    `;
	}
	#t() {
		let { feed: e } = this.live;
		return e !== null && this.machine !== null ? Hi(e, this.connected, this.live.now(), this.words) : {
			icon: "mdi:lock-question",
			tone: "calm",
			label: "",
			text: this.words.text(`empty.${this.empty}`)
		};
	}
	#n = () => {
		let e = {
			config: {
				entity: this.#e,
				tap_action: this.config?.tap_action ?? qi
			},
			action: "tap"
		};
		this.dispatchEvent(new CustomEvent("hass-action", {
			detail: e,
			bubbles: !0,
			composed: !0
		}));
	};
}, Yi = [
	"phase",
	"locked",
	"ready"
];
function Xi(e, t) {
	let n = ea(e, t);
	if (n === null) return [];
	let r = { config: {
		type: Y(K),
		device_id: n.device_id
	} };
	return $i(e, { entity_id: t }) ? [r, ta(t)] : [r];
}
function Zi(e, t) {
	let n = ea(e, t);
	return n !== null && Yi.includes(e.entities[t]?.translation_key) ? [{ config: {
		type: Y(ii),
		device_id: n.device_id
	} }] : [];
}
function Qi(e, t) {
	return F(e).people.filter(({ entities: e }) => Object.values(e).includes(t)).map(({ device_id: e }) => ({ config: {
		type: Y(J),
		device_id: e
	} }));
}
function $i(e, { entity_id: t }) {
	return j(e).some(({ phase: e }) => e === t);
}
function ea(e, t) {
	let n = e.entities[t], r = j(e).find(({ device_id: e }) => e === n?.device_id);
	return n?.platform === "home_gym" ? r ?? null : null;
}
function ta(e) {
	let t = {
		type: "tile",
		entity: e,
		features: [{ type: Y(q) }],
		grid_options: { columns: "full" }
	};
	return {
		label: et().text("feature.name"),
		config: t
	};
}
// src/model/pain-strip.ts
var na = 6;
function ra(e, t, n, r) {
	let i = e === null ? null : wn(e, n), a = (i === null ? t.said(r, na) : t.said(r)) ?? (i === null ? null : r.text("reason.pain"));
	if (t.failed) return {
		said: a,
		urgent: !0,
		takeBack_s: null
	};
	let { tone: o, text: s } = e === null ? {
		tone: "calm",
		text: ""
	} : en(e, r), c = o === "urgent" && a !== null;
	return c ? {
		said: s,
		urgent: c,
		takeBack_s: null
	} : {
		said: a,
		urgent: c,
		takeBack_s: i
	};
}
// src/styles/pain-feature.ts
var ia = o`
  :host {
    container-type: inline-size;
    height: var(--feature-height, 42px);
  }
  .levels,
  .row {
    display: flex;
    gap: 2px;
    height: 100%;
    align-items: center;
  }
  .levels {
    overflow-x: auto;
    scrollbar-width: none;
  }
  .row.quiet {
    display: contents;
  }
  button {
    font: inherit;
    color: inherit;
    height: 100%;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--feature-border-radius, 12px);
    background: transparent;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: -2px;
  }
  .level {
    flex: 1 0 23px;
    font-weight: 500;
    background: rgb(var(--pain) / calc(var(--level) * 0.5));
  }
  .row {
    gap: 6px;
  }
  .row span {
    flex: 1;
    min-width: 0;
    max-height: 100%;
    overflow-y: auto;
    font-size: 12px;
    line-height: 1.15;
  }
  .row span:empty {
    display: none;
  }
  [role="alert"] {
    font-weight: 600;
    border-inline-start: 4px solid var(--urgent);
    padding-inline-start: 6px;
  }
  .answer {
    flex: 0 1 auto;
    padding-inline: 8px;
    font-size: 12px;
    line-height: 1.15;
  }
  .again {
    flex: none;
    white-space: nowrap;
  }
  @container (max-width: 270px) {
    /* There is more than fits, and one sees it. */
    .levels {
      mask-image: linear-gradient(to right, #000 80%, #0006);
    }
    .levels:dir(rtl) {
      mask-image: linear-gradient(to left, #000 80%, #0006);
    }
    /* What happened stands in the tile itself. */
    .row:has(.back) [role="status"] {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .row [role="alert"] {
      font-size: 10px;
      font-weight: 500;
      line-height: 1.05;
      border: none;
      padding: 0;
    }
    .answer {
      padding-inline: 4px;
    }
  }
`, aa = class extends I {
	static {
		this.styles = [H, ia];
	}
	static {
		this.properties = {
			...I.properties,
			context: { attribute: !1 },
			asksAgain: { state: !0 }
		};
	}
	#e = new We(this, () => this.live.now());
	static getStubConfig() {
		return { type: Y(q) };
	}
	setConfig() {
		this.asksAgain = !1;
	}
	wanted() {
		let e = this.context?.entity_id;
		return e === void 0 ? void 0 : { device_id: this.home?.entities[e]?.device_id ?? "" };
	}
	meet(e, { device_id: t }) {
		this.#e.aim(e, t);
	}
	render() {
		let e = ra(this.live.feed, this.#e, this.live.now(), this.words), t = this.asksAgain ? null : e.said, n = (n) => e.urgent === n ? t : null;
		return S`
      <div class="row ${t === null ? "quiet" : ""}">
        <span role="status">${n(!1)}</span>
        <span role="alert">${n(!0)}</span>
        ${t === null ? T : this.#n(e)}
      </div>
      ${t === null ? this.#t() : T}
    `;
	}
	#t() {
		return S`
      <div class="levels" role="group" aria-label=${this.words.text("pain.scale")}>
        ${Qn(this.#r, this.words)}
      </div>
    `;
	}
	#n({ takeBack_s: e }) {
		let { words: t } = this, n = t.text("pain.take_back_help");
		return S`
      ${e === null ? T : S`
            <button class="answer back" title=${n} @click=${this.#e.takeBack}>
              ${t.text("pain.take_back", { seconds: e })}
            </button>
          `}
      <button class="answer again" aria-label=${t.text("feature.again")} @click=${this.#i}>
        0–10
      </button>
    `;
	}
	#r = (e) => {
		this.asksAgain = !1, this.#e.report(e);
	};
	#i = () => {
		this.asksAgain = !0;
	};
}, oa = 30, sa = 1.15, ca = 4, la = [
	10,
	15,
	20,
	30,
	60,
	120,
	180,
	300,
	600
];
function ua({ name: e, weeks: t }, n) {
	let r = t.map((e) => Math.max(e.done_min + da(e), e.goal_min ?? 0)), i = sa * Math.max(oa, ...r);
	return {
		title: n.text("weeks.title", { name: e }),
		present: ha(t, n),
		empty: t.every(({ moved_min: e, done_min: t }) => e === 0 && t === 0),
		bars: t.map((e, r) => pa(e, r === t.length - 1, i, n)),
		minutes: Or(i, ca, la, (e) => n.number(e, 0)),
		spoken: `${ha(t, n)} ${ga(t, n)}`.trim(),
		hasRest: t.some((e) => da(e) > 0),
		hasGoal: t.some(({ goal_min: e }) => e !== null),
		rows: t.map((e) => ma(e, n)).reverse()
	};
}
function da({ done_min: e, moved_min: t }) {
	return Math.max(0, t - e);
}
function fa({ done_min: e, goal_min: t }) {
	return t !== null && t > 0 && e >= t;
}
function pa(e, t, n, r) {
	return {
		label: r.day(e.monday),
		done: e.done_min / n,
		rest: da(e) / n,
		goal: e.goal_min === null ? null : e.goal_min / n,
		reached: fa(e),
		now: t
	};
}
function ma(e, t) {
	let n = (e) => e === null ? "–" : t.number(e, 0), r = n(e.done_min);
	return {
		week: t.day(e.monday),
		moved: n(e.moved_min),
		done: fa(e) ? t.text("weeks.done_reached", { done: r }) : r,
		goal: n(e.goal_min)
	};
}
function ha(e, t) {
	let n = e.at(-1);
	if (n === void 0) return "";
	let r = {
		done: t.number(n.done_min, 0),
		goal: t.number(n.goal_min ?? 0, 0)
	};
	return t.text(n.goal_min ? "weeks.now" : "weeks.now_no_goal", r);
}
function ga(e, t) {
	let n = e.slice(0, -1).filter(({ goal_min: e }) => e !== null), r = {
		number: n.filter(fa).length,
		weeks: n.length
	};
	return n.length ? t.text("weeks.reached", r) : "";
}
// src/weeks/part.ts
var _a = 4;
function va(e, t) {
	return S`
    <div class="weeks">
      <h2>${e.title}</h2>
      <p class="present">${e.present}</p>
      ${e.empty ? S`<p class="hint">${t.text("weeks.empty")}</p>` : ya(e, t)}
    </div>
  `;
}
function ya(e, t) {
	return S`
    <div class="chart" role="img" aria-label=${e.spoken}>
      <div class="scale">
        ${e.minutes.map(({ at: e, text: t }) => S`<span style="inset-block-end: ${U(e)}">${t}</span>`)}
      </div>
      <div class="paper">
        ${e.minutes.map(({ at: e }) => S`<hr style="inset-block-end: ${U(e)}" />`)}
        <div class="bars">${e.bars.map(ba)}</div>
      </div>
      <div class="below">
        ${e.bars.map(({ label: t }, n) => S`
            <span>${(e.bars.length - 1 - n) % _a ? T : S`<b>${t}</b>`}</span>
          `)}
      </div>
    </div>
    ${xa(e, t)} ${Sa(e, t)}
  `;
}
function ba({ done: e, goal: t, now: n, reached: r, rest: i }) {
	return S`
    <div class="column ${n ? "now" : ""}">
      <i class="rest" style="height: ${U(i)}"></i>
      <i class="done" style="height: ${U(e)}"></i>
      ${t === null ? T : S`<i class="goal" style="inset-block-end: ${U(t)}"></i>`}
      ${r ? S`<b style="inset-block-end: ${U(e + i)}">✓</b>` : T}
    </div>
  `;
}
function xa({ hasGoal: e, hasRest: t }, n) {
	return S`
    <ul class="legend">
      ${[
		"done",
		...t ? ["rest"] : [],
		...e ? ["goal"] : []
	].map((e) => S`<li><i class=${e}></i>${n.text(`weeks.legend.${e}`)}</li>`)}
    </ul>
  `;
}
function Sa({ rows: e }, t) {
	return S`
    <details>
      <summary>${t.text("weeks.table")}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${t.text("weeks.column.week")}</th>
            <th scope="col">${t.text("weeks.column.moved")}</th>
            <th scope="col">${t.text("weeks.column.done")}</th>
            <th scope="col">${t.text("weeks.column.goal")}</th>
          </tr>
        </thead>
        <tbody>
          ${e.map(({ done: e, goal: t, moved: n, week: r }) => S`
              <tr>
                <th scope="row">${r}</th>
                <td>${n}</td>
                <td>${e}</td>
                <td>${t}</td>
              </tr>
            `)}
        </tbody>
      </table>
    </details>
  `;
}
// src/weeks/styles.ts
var Ca = o`
  ha-card {
    container-type: inline-size;
    height: 100%;
  }
  .weeks {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 16px;
  }
  h2,
  p {
    margin: 0;
  }
  .weeks h2 {
    font-size: 1.1rem;
    font-weight: 500;
    color: var(--quiet);
  }
  .present {
    font-size: clamp(1.2rem, 5cqi, 2rem);
    font-weight: 500;
  }
  .hint {
    color: var(--quiet);
  }
  .chart {
    --high: clamp(140px, 34cqi, 260px);
    margin-block-start: 16px;
  }
  hr {
    position: absolute;
    inset-inline: 0;
    margin: 0;
    border: none;
    border-block-start: 1px solid var(--line);
  }
  .bars,
  .below {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    height: 100%;
  }
  .below span {
    position: relative;
  }
  .below b {
    position: absolute;
    left: 50%;
    top: 4px;
    transform: translateX(-50%);
    font-weight: 400;
    white-space: nowrap;
  }
  /* The last date may not run out of the card. */
  .below span:last-child b {
    left: auto;
    right: 0;
    transform: none;
  }
  .column {
    position: relative;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    align-items: center;
  }
  .column b {
    position: absolute;
    color: var(--primary-text-color);
  }
  .column .done,
  .column .rest {
    width: 68%;
  }
  .done {
    background: var(--good);
  }
  .column:not(.now) .done {
    opacity: 0.7;
  }
  .rest {
    background: color-mix(in srgb, var(--good) 30%, transparent);
  }
  .goal {
    border-block-start: 2px solid var(--primary-text-color);
  }
  .column .goal {
    position: absolute;
    inset-inline: 0;
    translate: 0 50%;
  }
  .legend i {
    width: 20px;
  }
  .legend .done,
  .legend .rest {
    height: 14px;
  }
  summary {
    min-height: 48px;
    align-content: center;
    color: var(--quiet);
    cursor: pointer;
  }
  summary:focus-visible {
    outline: 3px solid var(--primary-color);
    outline-offset: 2px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 6px 4px;
    border-block-end: 1px solid var(--line);
    text-align: end;
    font-weight: 400;
  }
  thead th {
    color: var(--quiet);
    font-size: 0.9rem;
    vertical-align: bottom;
  }
  th:first-child {
    text-align: start;
  }
`, wa = ["sensor.person_week", "sensor.person_goal"], Ta = class extends ht {
	static {
		this.styles = [
			H,
			vr,
			fr,
			Ca
		];
	}
	static {
		this.getConfigForm = ft;
	}
	#e = "loading";
	#t = null;
	#n = "loading";
	#r = [];
	static getStubConfig(e) {
		let t = F(e).people[0];
		return t === void 0 ? {} : { device_id: t.device_id };
	}
	getCardSize() {
		return 6;
	}
	getGridOptions() {
		return {
			columns: 12,
			min_columns: 6,
			rows: "auto"
		};
	}
	isNews(e, t) {
		return e.entities !== t.entities || e.devices !== t.devices || this.#o(this.#a(t));
	}
	willUpdate() {
		this.home !== void 0 && this.config !== void 0 && (this.#e = Ea(this.home, this.config), this.#s(this.home));
	}
	render() {
		let e = this.#t;
		return typeof this.#e == "string" || e === null ? S`<ha-card>${On(this.#i(), this.words)}</ha-card>` : S`<ha-card>${va(ua(e, this.words), this.words)}</ha-card>`;
	}
	#i() {
		return typeof this.#e == "string" ? this.#e : this.#n;
	}
	#a(e) {
		let t = this.#e;
		if (typeof t == "string") return [];
		let n = wa.map((n) => e.states[t.entities[n] ?? ""]);
		return [
			t.device_id,
			e.connection,
			e.connected,
			(/* @__PURE__ */ new Date()).toDateString(),
			...n
		];
	}
	#o(e) {
		return e.some((e, t) => e !== this.#r[t]);
	}
	#s(e) {
		let [t, n] = [this.#e, this.#a(e)];
		typeof t != "string" && this.#o(n) && (this.#t = t.device_id === this.#r[0] ? this.#t : null, this.#r = n, this.#c(e, t.device_id, n));
	}
	async #c(e, t, n) {
		let r = {
			type: `${A}/person/weeks`,
			device_id: t
		}, i = await e.connection.sendMessagePromise(r).catch(() => null);
		n === this.#r && (this.#t = i ?? this.#t, this.#n = "person_unavailable", this.requestUpdate());
	}
};
function Ea(e, { device_id: t }) {
	let { people: n } = F(e);
	return n.length === 0 ? e.config.components.includes("home_gym") ? "nobody" : "not_set_up" : n.find((e) => t === void 0 || e.device_id === t) ?? "person_gone";
}
// src/home-gym.ts
function $(e, t, n) {
	let r = (e) => et().text(`${t}.${e}`);
	return {
		type: e,
		get name() {
			return r("name");
		},
		get description() {
			return r("description");
		},
		...n
	};
}
if (customElements.get("home-gym-card") === void 0) {
	customElements.define(K, _r), customElements.define(oi, ti), customElements.define(ri, zi), customElements.define(J, Ta), customElements.define(ii, Ji), customElements.define(q, aa), customElements.define(`ll-strategy-dashboard-${ai}`, Ai);
	let e = {
		preview: !0,
		getEntitySuggestion: Xi
	}, t = {
		preview: !0,
		getEntitySuggestion: Zi
	}, n = {
		preview: !0,
		getEntitySuggestion: Qi
	};
	(window.customCards ??= []).push($(K, "card", e), $(J, "weeks", n)), (window.customBadges ??= []).push($(ii, "badge", t)), (window.customCardFeatures ??= []).push($(q, "feature", { isSupported: $i })), (window.customStrategies ??= []).push($(ai, "dashboard", { strategyType: "dashboard" }));
}
