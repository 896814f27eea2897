import http from 'k6/http';

export const options = { summaryTrendStats: ['med', 'p(99.9)'] };

export default function () {
  http.get(`${__ENV.BASE_URL}/`);
}

export function handleSummary(data) {
  const p999 = data.metrics.http_req_duration.values['p(99.9)'];
  return { 'summary.json': JSON.stringify({ p999 }), stdout: 'done\n' };
}
