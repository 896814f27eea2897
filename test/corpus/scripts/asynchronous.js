import http from 'k6/http';

export default async function () {
  const answers = await Promise.all([
    http.asyncRequest('GET', `${__ENV.BASE_URL}/a`),
    http.asyncRequest('POST', `${__ENV.BASE_URL}/post`, 'x=1'),
  ]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (answers.some(({ status }) => status !== 200)) throw new Error('not answered');
}
