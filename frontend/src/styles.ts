/** How the card looks: in the colours of the theme, from a phone to a tablet on a wall. */

import { colours } from "./styles/colours";
import { empty } from "./styles/empty";
import { instruments } from "./styles/instruments";
import { layout } from "./styles/layout";
import { touch } from "./styles/touch";
import { wide } from "./styles/wide";

export const styles = [colours, empty, layout, instruments, touch, wide];
