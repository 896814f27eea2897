const byName = JSON.parse(open('../data/origins.json'));

export const origins = byName[__ENV.STAGE || 'local'];
