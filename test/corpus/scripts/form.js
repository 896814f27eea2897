import http from 'k6/http';

export default function () {
  const page = http.get(`${__ENV.BASE_URL}/forms/post`);
  page.submitForm({ formSelector: 'form', fields: { custname: 'ada' } });
  page.clickLink({ selector: 'a' });
}
