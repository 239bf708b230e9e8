/** What is understood of a question. Plain data: every step fills in a part, none turns back. */
import type { Pinpoint } from '../corpus/pinpoints.ts';

/** What a question wants; the ids of corpus/cues.yaml. */
export type Intent =
  | 'time-limit'
  | 'penalty'
  | 'amount'
  | 'who'
  | 'contact'
  | 'compare'
  | 'list'
  | 'lack'
  | 'define'
  | 'status'
  | 'change'
  | 'party'
  | 'reach'
  | 'cooperation'
  | 'text-of'
  | 'follow-up'
  | 'case'
  | 'yes-no';

/** A name of the corpus that stands in the question. */
export interface Mention {
  kind:
    | 'place'
    | 'outside'
    | 'outside-law'
    | 'instrument'
    | 'institution'
    | 'misnomer'
    | 'misconception'
    | 'case'
    | 'term'
    | 'topic'
    | 'cue'
    | 'scope';
  /** Ids it may stand for: a title that several states use has several. */
  targets: string[];
  /** As the corpus writes it. */
  written: string;
  /** First and last word of the question that it covers. */
  from: number;
  to: number;
}

/** A topic and how sure it is, 0..1; all topics of a question sum to at most 1. */
export interface TopicWeight {
  id: string;
  weight: number;
}

export interface Question {
  /** Cleaned text, at most LONGEST_QUESTION long. */
  text: string;
  /** What its scope is told from: the text, with the one before it where the question leans on that. */
  scopeText: string;
  /** BCP 47. */
  language: string;
  mentions: Mention[];
  /** Jurisdictions that are named, or that a name belongs to, in the order of the question. */
  places: string[];
  /** Jurisdictions that only the language or an earlier question suggests. */
  hintedPlaces: string[];
  /** Places outside ASEAN that are named. */
  outside: string[];
  /** Places outside ASEAN whose laws are named. */
  outsideLaws: string[];
  /** Whether the places stand side by side, as in `Thailand and Laos` or `SG vs MY`. */
  placesTogether: boolean;
  /** Of two states, the one that is asked for help and the one whose law must reach (direction.ts); null where that is open. */
  acting: { asked: string | null; reaching: string | null };
  /** Instruments that are named, those of the named places only where that decides. */
  instruments: string[];
  /** Instruments or bodies of several states under one name, with nothing to decide between them. */
  ambiguous: { name: string; ids: string[] } | null;
  institutions: string[];
  /** Institutions called by a wrong name. */
  misnomers: { said: string; institution: string }[];
  pinpoints: Pinpoint[];
  intents: ReadonlySet<Intent>;
  /** Topics that the question calls by their label. */
  labelledTopics: string[];
  /** Topics of terms in the question, as the glossary gives them. */
  namedTopics: string[];
  /** Terms of the glossary in the question. */
  glossary: string[];
  /** Terms to search for, with their weight. */
  terms: Map<string, number>;
  /** The day on which the law is asked for, where the question names one. */
  date: string | null;
  /** Words that were read as other words. */
  spelling: { written: string; read: string }[];
}
