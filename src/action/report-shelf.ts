import { reportName } from '../github/artifact-name.ts';
import { openArtifactService } from '../github/artifact-service.ts';
import { uploadPage } from '../github/artifact-upload.ts';
import { ownName } from './artifact.ts';
import type { Inputs } from './inputs.ts';
import type { Run } from './run.ts';

/** Where the run that we are part of keeps pages for people. */
export interface ReportShelf {
  /** Keeps a page; gives its address. Rejects with a plain Error that names the reason. */
  keep(page: string, inputs: Inputs): Promise<string>;
}

/** Null where there is no artifact service. `run` is our own, whatever run is reported on. */
export function openReportShelf(
  run: Run,
  environment: Readonly<Record<string, string | undefined>>,
): ReportShelf | null {
  const service = openArtifactService(environment);
  if (service === null) return null;
  const { serverUrl, owner, repo, order } = run;
  return {
    async keep(page, inputs) {
      const name = reportName(ownName({ run, inputs }));
      const id = await uploadPage(service, name, page);
      return `${serverUrl}/${owner}/${repo}/actions/runs/${order.run}/artifacts/${id}`;
    },
  };
}
