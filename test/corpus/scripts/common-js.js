const http = require('k6/http');
const { path } = require('./lib/path.cjs');

module.exports.options = { vus: 1, duration: '5s' };
module.exports.setup = () => ({ word: 'common' });
module.exports.default = (data) => {
  http.get(`${__ENV.BASE_URL}${path}${data.word}`);
};
