const PAGE_SIZE = 48;

/** One page of the shop window: products with their rating, and how many there are of each kind. */
export function listProducts(connection, page) {
  const products = connection.all(
    `SELECT id, name, category, price_cents AS priceCents FROM products ORDER BY id LIMIT ? OFFSET ?`,
    ...[PAGE_SIZE, (page - 1) * PAGE_SIZE],
  );
  const ratings = ratingsOf(connection, products);
  return {
    page,
    pages: Math.ceil(connection.get('SELECT count(*) AS count FROM products').count / PAGE_SIZE),
    categories: connection.all('SELECT category, count(*) AS count FROM products GROUP BY category'),
    products: products.map((product) => ({ ...product, ...ratings.get(product.id) })),
  };
}

/** Products that hold every word of the query (or a word that begins so), best rated first. */
export function searchProducts(connection, query) {
  const words = query.toLowerCase().match(/[a-z]+/g) ?? [];
  const matches = words.slice(0, 4).map((word) => productsWith(connection, word));
  const [first = new Set(), ...others] = matches;
  const ids = others.reduce((kept, next) => kept.intersection(next), first);
  const products = connection.all(
    `SELECT products.id, name, category, price_cents AS priceCents, avg(stars) AS rating, count(*) AS reviewCount
     FROM products JOIN reviews ON reviews.product_id = products.id
     WHERE products.id IN (SELECT value FROM json_each(?))
     GROUP BY products.id ORDER BY rating DESC, products.id LIMIT ?`,
    ...[JSON.stringify([...ids]), PAGE_SIZE],
  );
  return { query, count: ids.size, products };
}

/** Everything on a product's page, or undefined for a product that we do not sell. */
export function showProduct(connection, id) {
  const product = connection.get(
    'SELECT id, name, category, description, price_cents AS priceCents, stock FROM products WHERE id = ?',
    id,
  );
  if (!product) return undefined;
  return { ...product, reviews: reviewsOf(connection, id), similar: similarTo(connection, product) };
}

function reviewsOf(connection, productId) {
  return connection.all(
    'SELECT id, author, stars, body FROM reviews WHERE product_id = ? ORDER BY id DESC',
    productId,
  );
}

function ratingsOf(connection, products) {
  const rows = connection.all(
    `SELECT product_id AS id, avg(stars) AS rating, count(*) AS reviewCount FROM reviews
     WHERE product_id IN (SELECT value FROM json_each(?)) GROUP BY product_id`,
    JSON.stringify(products.map((product) => product.id)),
  );
  return new Map(rows.map(({ id, ...rating }) => [id, rating]));
}

function productsWith(connection, word) {
  const rows = connection.all(
    'SELECT DISTINCT product_id AS id FROM product_words WHERE word >= ? AND word < ?',
    ...[word, `${word}{`], // '{' is the character after 'z'
  );
  return new Set(rows.map((row) => row.id));
}

function similarTo(connection, { id, category, priceCents }) {
  return connection.all(
    `SELECT id, name, price_cents AS priceCents FROM products
     WHERE category = ? AND id <> ? ORDER BY abs(price_cents - ?) LIMIT 6`,
    ...[category, id, priceCents],
  );
}
