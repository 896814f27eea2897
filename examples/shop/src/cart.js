import { HttpError } from './http.js';

const MOST_PER_LINE = 20;

export function addToCart(connection, cart, { productId, quantity }) {
  if (!Number.isInteger(productId)) throw new HttpError(400, 'productId must be a whole number');
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_PER_LINE) {
    throw new HttpError(400, `quantity must be a whole number from 1 to ${MOST_PER_LINE}`);
  }
  if (!connection.get('SELECT id FROM products WHERE id = ?', productId)) {
    throw new HttpError(404, `no product ${productId}`);
  }
  connection.run(
    `INSERT INTO cart_lines (cart, product_id, quantity) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET quantity = min(quantity + excluded.quantity, ${MOST_PER_LINE})`,
    ...[cart, productId, quantity],
  );
  return showCart(connection, cart);
}

export function showCart(connection, cart) {
  const lines = connection.all(
    `SELECT product_id AS productId, name, quantity, price_cents AS priceCents
     FROM cart_lines JOIN products ON products.id = product_id WHERE cart = ? ORDER BY product_id`,
    cart,
  );
  return { lines, totalCents: lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0) };
}
