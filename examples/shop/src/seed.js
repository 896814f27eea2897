const PRODUCTS = 3000;
const ORDERS = 2000;

const LOOKS = 'Folding Round Slim Tall Wide Compact Stackable Heavy Light Quiet Classic Plain'.split(' ');
const MATERIALS = 'Oak Walnut Beech Ash Pine Steel Brass Copper Linen Wool Cork Rattan'.split(' ');
const THINGS = {
  furniture: ['Desk', 'Chair', 'Stool', 'Bench', 'Shelf', 'Table'],
  lighting: ['Lamp', 'Lantern', 'Pendant', 'Sconce'],
  kitchen: ['Kettle', 'Board', 'Bowl', 'Grinder', 'Tray', 'Rack'],
  textiles: ['Rug', 'Throw', 'Cushion', 'Curtain'],
};
const PHRASES = [
  'Made to be repaired',
  'Fits through a narrow door',
  'Comes flat in one box',
  'Finished by hand with oil',
  'Takes daily use without a mark',
  'Sits well in a small room',
];
const REMARKS = [
  'Exactly as described.',
  'Arrived a day late, otherwise fine.',
  'The second one we bought.',
  'Smaller than it looked.',
  'Good weight, solid joints.',
  'Would buy again.',
];

/** Fills an empty database with the same products, reviews and past orders every time. */
export function seed(connection) {
  const pick = createPicker();
  connection.transaction(() => {
    for (let id = 1; id <= PRODUCTS; id++) addProduct(connection, id, pick);
    for (let id = 1; id <= ORDERS; id++) addOrder(connection, id, pick);
  });
  connection.execute('ANALYZE');
}

function addProduct(connection, id, pick) {
  const category = pick.from(Object.keys(THINGS));
  const name = `${pick.from(LOOKS)} ${pick.from(MATERIALS)} ${pick.from(THINGS[category])}`;
  const description = `${pick.from(PHRASES)}. ${pick.from(PHRASES)}.`;
  connection.run(
    'INSERT INTO products (id, name, category, description, price_cents, stock) VALUES (?, ?, ?, ?, ?, ?)',
    ...[id, name, category, description, pick.between(900, 90_000), pick.between(1000, 5000)],
  );
  for (const word of wordsOf(`${name} ${description}`)) {
    connection.run('INSERT INTO product_words (product_id, word) VALUES (?, ?)', id, word);
  }
  for (let left = pick.between(8, 30); left > 0; left--) {
    connection.run(
      'INSERT INTO reviews (product_id, author, stars, body) VALUES (?, ?, ?, ?)',
      ...[
        id,
        `customer ${pick.between(1, 900)}`,
        pick.between(1, 5),
        `${pick.from(REMARKS)} ${pick.from(REMARKS)}`,
      ],
    );
  }
}

function addOrder(connection, id, pick) {
  const prices = Array.from({ length: pick.between(1, 4) }, () => pick.between(900, 90_000));
  const total = prices.reduce((sum, price) => sum + price, 0);
  connection.run('INSERT INTO orders (id, payment, total_cents) VALUES (?, ?, ?)', id, `past-${id}`, total);
  for (const price of prices) {
    connection.run(
      'INSERT INTO order_lines (order_id, product_id, quantity, price_cents) VALUES (?, ?, ?, ?)',
      ...[id, pick.between(1, PRODUCTS), 1, price],
    );
  }
}

const wordsOf = (text) => new Set(text.toLowerCase().match(/[a-z]+/g));

/** Choices from a linear congruential generator (Numerical Recipes, ranqd1): the same ones in every process. */
function createPicker() {
  let state = 20;
  const below = (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  return {
    between: (least, most) => least + below(most - least + 1),
    from: (values) => values[below(values.length)],
  };
}
