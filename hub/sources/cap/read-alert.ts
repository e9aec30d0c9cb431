import {
  alert as alertSchema,
  type Alert,
  type AlertSignature,
  type VerdictReason,
  type WarningColour,
} from '../../../shared/domain/alert.ts';
import { alertOf } from '../../../shared/domain/alert-message.ts';
import type { CapMessage } from '../../../shared/domain/cap-message.ts';
import { COLOUR_PARAMETER } from '../../../shared/domain/warning-terms.ts';
import { firstIssue } from '../../feed/issue.ts';
import type { Fault } from '../refuse.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { all, CapFault, Notes, text, type Place } from './fields.ts';
import { CAP_12, formOf, type CapForm } from './form.ts';
import { colourOf, colourOfHeadline } from './national.ts';
import { readMessage } from './read-message.ts';
import { violations } from './strict.ts';

export interface ReadAlert {
  readonly alert: Alert;
  /** What had to be left out of it, or put right; the alert itself is sound. */
  readonly faults: readonly Fault[];
}

/** How it came besides its bytes. */
export interface Circumstances {
  readonly signature?: AlertSignature;
  /** The element was put together here, of an entry of an index or of another form: it is no message of CAP. */
  readonly made?: 'index-entry' | 'converted';
  readonly origin?: Alert['origin'];
}

/**
 * Reads one `<alert>` of CAP 1.0, 1.1, 1.2 or the national form, gives the schema's verdict and says in `reasons` what was
 * amiss; a fault only for what cannot be a warning at all.
 */
export function readAlert(element: XmlElement, how: Circumstances = {}): ReadAlert | Fault {
  const found = formOf(element);
  if (found === null) return { code: 'not-cap', detail: `namespace ${element.namespace}` };
  const notes = new Notes();
  const strict = violations(element);
  // One that was put together here: only that can be held against it.
  if (element.namespace === CAP_12 && !how.made) for (const { reason } of strict) notes.add(reason);
  noteForm(element, found, how, notes);
  const place: Place = { element, path: '', notes };
  try {
    const message = readMessage(place, found.form);
    noteTimes(message, notes);
    const isStrict = strict.length === 0 && !how.made;
    return record(message, notes, isStrict, {
      origin: how.origin ?? (found.form === 'national' ? 'gb' : 'cap'),
      ...(how.signature && { signature: how.signature }),
      colour: colourIn(place, message),
    });
  } catch (error) {
    if (error instanceof CapFault) return error.fault;
    throw error;
  }
}

/** The record of a message of any form, with its verdict. Throws `CapFault` when the record's schema does not take it. */
function record(
  message: CapMessage,
  notes: Notes,
  strict: boolean,
  facts: Pick<Alert, 'origin' | 'signature'> & { readonly colour?: WarningColour | undefined },
): ReadAlert {
  const { colour, ...rest } = facts;
  const { alert, cuts } = alertOf(message, { ...rest, ...(colour && { colour }) });
  for (const { code, column, detail } of cuts) {
    notes.add(code === 'too-many' ? 'too-many' : 'text-cut', { code, column, detail });
  }
  const parsed = alertSchema.safeParse({ ...alert, verdict: { strict, reasons: notes.reasons } });
  if (!parsed.success) throw new CapFault({ code: 'invalid-record', detail: firstIssue(parsed.error) });
  return { alert: parsed.data, faults: notes.faults };
}

function noteForm(
  { namespace }: XmlElement,
  { form, known }: { readonly form: CapForm; readonly known: boolean },
  { made }: Circumstances,
  notes: Notes,
): void {
  const reasons: Record<CapForm, VerdictReason> = {
    '1.0': 'old-version',
    '1.1': 'old-version',
    '1.2': namespace === null ? 'no-namespace' : 'unknown-namespace',
    national: 'national-form',
  };
  if (made) notes.add(made);
  else if (form !== '1.2' || namespace === null || !known) notes.add(reasons[form]);
}

/** An end before the beginning is kept as it is told: which of the two is wrong only the sender knows. */
function noteTimes({ sent, infos }: CapMessage, notes: Notes): void {
  for (const [index, { onset, effective, expires }] of infos.entries()) {
    if (expires === undefined) continue;
    const end = Date.parse(expires);
    const begin = onset ?? effective;
    const fault: Fault = { code: 'expires-before-onset', column: `info[${index + 1}]/expires`, value: expires };
    if (begin !== undefined && end < Date.parse(begin)) notes.add('expires-before-onset', fault);
    else if (end < Date.parse(sent)) notes.add('expires-before-sent');
  }
}

/** The colour is a scale of its own, told by a parameter, by a colour for a severity, or by the level in the headline. */
function colourIn(place: Place, { infos }: CapMessage): WarningColour | undefined {
  const severities = all(place, 'info').map((info) => text(info, 'severity'));
  for (const [index, { parameters = [], headline }] of infos.entries()) {
    const told = parameters.find(({ valueName }) => valueName === COLOUR_PARAMETER)?.value;
    const colour = colourOf(told) ?? colourOf(severities[index]) ?? colourOfHeadline(headline);
    if (colour) return colour;
  }
  return undefined;
}
