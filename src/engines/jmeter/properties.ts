/** Properties of JMeter's that hold in every run of ours, whatever the installation or the user's files say. */
export const FORCED: Readonly<Record<string, string>> = {
  ...inResults({
    output_format: 'csv',
    print_field_names: 'true',
    timestamp_format: 'ms',
    default_delimiter: ',',
    // Else samples come up to 8 KB late.
    autoflush: 'true',
    ...columns('label', 'successful', 'response_code', 'response_message', 'time', 'timestamp'),
    // Why an assertion failed a sample.
    assertion_results_failure_message: 'true',
    ...columns('latency', 'connect_time', 'bytes', 'url'),
    // Redirects, embedded files and what a transaction sums up would count a second time.
    subresults: 'false',
    thread_name: 'false',
    data_type: 'false',
    idle_time: 'false',
    sent_bytes: 'false',
    thread_counts: 'false',
    sample_count: 'false',
    encoding: 'false',
    hostname: 'false',
    filename: 'false',
    assertion_results: 'none',
    response_data: 'false',
    'response_data.on_error': 'false',
    samplerData: 'false',
    responseHeaders: 'false',
    requestHeaders: 'false',
  }),
  // The code's own default is false; JMeter's shipped file says true.
  'sampleresult.timestamp.start': 'true',
  'sampleresult.useNanoTime': 'true',
  // Nobody reads its lines, and a thread that a plugin left must not keep the process alive.
  'summariser.name': '',
  'jmeterengine.force.system.exit': 'true',
};

/** How servers send samples: soon, in few messages, and without what was answered. */
export const DELIVERED: Readonly<Record<string, string>> = {
  mode: 'StrippedBatch',
  num_sample_threshold: '200',
  // Shorter than the gate takes from word to word, so that each goes out at once.
  time_threshold: '50',
  sample_sender_client_configured: 'true',
  sample_sender_strip_also_on_error: 'true',
};

function inResults(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`jmeter.save.saveservice.${name}`, value]),
  );
}

function columns(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, 'true']));
}

/** As Java reads them (`java.util.Properties`): Latin-1, everything else and what has a meaning escaped. */
export const renderProperties = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${escaped(name).replace(/ /g, '\\ ')}=${escaped(value).replace(/^ /, '\\ ')}\n`)
    .join('');

const escaped = (text: string): string =>
  text
    .replace(/[\\:=#!]/g, '\\$&')
    .replace(
      /[^\u0020-\u007e]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
