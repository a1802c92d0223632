/**
 * What completes a sentence of the tables of errors or warnings, as its `{reason}`, `{detail}`, `{install}` or the like.
 * The wording rule of errors.ts holds here too.
 */
export const REASONS = {
  // A request that cannot be read.
  body_no_object: 'The request body must be a JSON object.',
  not_understood: 'The request could not be understood.',
  hung_up: 'The caller hung up.',
  form_unreadable: 'The multipart form could not be read.',
  form_without_file: 'The form needs one part named "file" with a file name.',
  upload_broken_off: 'The upload ended before it was complete.',
  json_body: 'a JSON body, with Content-Type: application/json',
  form_body: 'a multipart/form-data body with one part named "file"',
  body_limit: '{size}; upload the audio first, and send its URL',

  // A clip on another server, or a receiver of webhooks there.
  no_access: 'the server there does not give access to it.',
  no_such_file: 'there is no such file.',
  busy_there: 'the server there gets too many requests.',
  trouble_there: 'the server there has a problem of its own.',
  status_there: 'the server there answered with status {status}.',
  slow_there: 'the server there is too slow.',
  unknown_host: 'its host name is not known.',
  bad_certificate: 'the certificate of the server there is not valid.',
  broken_off: 'the transfer broke off.',
  no_http: 'the server there does not answer in proper HTTP.',
  out_of_reach: 'the server there cannot be reached.',
  redirect_to_nowhere: 'it redirects to nowhere.',
  redirects: 'it redirects too often.',
  compressed: 'it is sent compressed.',
  empty: 'the file is empty.',
  web_page: 'it leads to a web page, not to an audio file.',
  larger_there: 'it is larger than the allowed {limit} MiB.',
  no_longer_here: 'the file is no longer on this server.',

  // A webhook, refused or tried.
  webhook_malformed: 'it is not a URL.',
  webhook_scheme: 'it must begin with https://. The operator can allow plain http with RETIMBRE_ALLOW_WEBHOOK_HOSTS.',
  webhook_credentials: 'it must not contain a user name or a password. Verify the signature instead.',
  webhook_port: 'this server does not call that port.',
  webhook_private: 'it points to a private address. The operator can allow it with RETIMBRE_ALLOW_WEBHOOK_HOSTS.',
  webhook_length: 'it is longer than {most} characters.',
  webhook_silent: 'The receiver did not answer in time.',
  webhook_redirected: 'Redirects are not followed.',
  webhook_answer: 'The receiver answered with {status}.',
  webhook_forbidden: 'The webhook URL points to an address this server does not call.',

  // A clip and what is asked of it.
  region_beyond: 'a stretch to be made anew begins at {start} s, and the clip is {clip} s long',
  result_too_long: 'the result would be {seconds} s long, and the checkpoint "{name}" makes up to {longest} s',
  source_needed: 'it needs a source clip.',
  no_result: 'it ended without a result.',
  lora_unfit: 'it does not fit the checkpoint, or its file is no LoRA',
  lora_unreadable: 'its file cannot be read, or is damaged',

  // A result that nobody should pay for.
  wrong_length: 'the length is not the one that was asked for',
  not_finite: 'it holds values that are not numbers',
  silent: 'it is silent',
  silent_in_places: 'a stretch of it is silent',
  noise: 'it is white noise',
  noise_in_places: 'a stretch of it is white noise',

  // What is to be installed.
  pull: 'run "{command}"',
  pull_from_folder: 'it is none of the published ones: install it with "retimbre pull {name} --from FOLDER"',
} as const satisfies Record<string, string>
