import { expect, test } from '@jest/globals';
import { hideServerSecrets } from '../../src/action/secrets.ts';
import { fromFile } from '../settings/read-for-tests.ts';
import { recordJob } from './recorded-job.ts';

test('what servers beside the targets are told is masked, wherever plimsoll.yml names it', () => {
  const settings = fromFile(`observe:
  prometheus:
    url: http://127.0.0.1:9090
    auth: { bearer: $PROM, headers: { X-Scope-OrgID: team-7, X-Key: $KEY } }
publish:
  remote-write: { url: http://127.0.0.1:9090/api/v1/write, auth: { user: me, password: "\${WRITE}" } }
`);
  const job = recordJob();
  hideServerSecrets(settings, { PROM: 'prom-secret', KEY: 'key-secret', WRITE: 'write-secret\n' }, job);
  expect(job.masked).toEqual(['prom-secret', 'key-secret', 'write-secret']);
});
