/**
 * Discord's limits on what a bot sends, each with the page of Discord's documentation that says so
 * (https://docs.discord.com/developers/…). Lengths are in UTF-16 units, which is never laxer than Discord.
 */

/** resources/message#create-message */
export const MESSAGE = {
  content: 2000,
  embeds: 10,
  /** reference#uploading-files: ten files of 10 MiB on a server without boosts */
  files: 10,
  fileBytes: 10 * 1024 * 1024,
  /** resources/message#attachment-object */
  fileDescription: 1024,
  nonce: 25,
} as const;

/** resources/message#embed-object-embed-limits */
export const EMBED = {
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  /** Of title, description, field names and values, footer and author, over all embeds of the message. */
  total: 6000,
} as const;

/** components/reference */
export const COMPONENT = {
  /** #component-reference: "Messages allow up to 40 total components", nested ones counted */
  total: 40,
  /** #text-display: over all text displays of the message (discord.js guide, "Display components") */
  text: 4000,
  /** #legacy-message-component-behavior */
  legacyRows: 5,
  /** #action-row */
  rowButtons: 5,
  /** #anatomy-of-a-component-custom-id; unique in the message */
  customId: 100,
  /** #button */
  buttonLabel: 80,
  /** #button: URL of a link button */
  url: 512,
  /** #string-select */
  options: 25,
  optionLabel: 100,
  optionValue: 100,
  optionDescription: 100,
  placeholder: 150,
  /** #section */
  sectionTexts: 3,
  /** #media-gallery */
  galleryItems: 10,
  /** #thumbnail, #media-gallery */
  mediaDescription: 1024,
} as const;

/** interactions/receiving-and-responding#interaction-response-object-modal, components/reference#text-input, #label */
export const MODAL = {
  title: 45,
  components: 5,
  label: 45,
  labelDescription: 100,
  placeholder: 100,
  value: 4000,
} as const;

/** interactions/application-commands */
export const COMMAND = {
  /** #registering-a-command */
  chatInput: 100,
  contextMenu: 15,
  /** #application-command-object-application-command-naming */
  name: /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u,
  contextMenuName: 32,
  description: 100,
  options: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  /** #slash-commands: name, description and value of the command, its options and choices; of localised fields the longest */
  total: 8000,
} as const;

/** interactions/receiving-and-responding#interaction-response-object-autocomplete */
export const AUTOCOMPLETE = { choices: 25, name: 100, value: 100 } as const;

/** interactions/receiving-and-responding#responding-to-an-interaction */
export const INTERACTION = { firstResponse: 3000 } as const;

/** topics/threads, resources/channel#start-thread-from-message */
export const THREAD = { name: 100, archiveMinutes: [60, 1440, 4320, 10080] } as const;

/** reference#locales */
export const LOCALES = [
  'id',
  'da',
  'de',
  'en-GB',
  'en-US',
  'es-ES',
  'es-419',
  'fr',
  'hr',
  'it',
  'lt',
  'hu',
  'nl',
  'no',
  'pl',
  'pt-BR',
  'ro',
  'fi',
  'sv-SE',
  'vi',
  'tr',
  'cs',
  'el',
  'bg',
  'ru',
  'uk',
  'hi',
  'th',
  'zh-CN',
  'ja',
  'zh-TW',
  'ko',
] as const;
