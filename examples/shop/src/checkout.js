import { showCart } from './cart.js';
import { HttpError } from './http.js';
import { authorize } from './payment.js';

/** Turns a cart into an order. Holds its connection while the payment is authorized. */
export async function checkOut(connection, cart) {
  const { lines, totalCents } = showCart(connection, cart);
  if (lines.length === 0) throw new HttpError(409, 'the cart is empty');
  const payment = await authorize(totalCents);
  const orderId = connection.transaction(() => placeOrder(connection, { cart, lines, totalCents, payment }));
  return { orderId, totalCents, receipt: `R-${orderId}` };
}

function placeOrder(connection, { cart, lines, totalCents, payment }) {
  // A second checkout of the same cart may have been faster while this one waited for its payment.
  const emptied = connection.run('DELETE FROM cart_lines WHERE cart = ?', cart);
  if (emptied.changes === 0) throw new HttpError(409, 'the cart was checked out already');
  const order = connection.run(
    'INSERT INTO orders (payment, total_cents) VALUES (?, ?)',
    payment,
    totalCents,
  );
  const orderId = Number(order.lastInsertRowid);
  for (const line of lines) takeFromStock(connection, orderId, line);
  return orderId;
}

function takeFromStock(connection, orderId, { productId, quantity, priceCents }) {
  const taken = connection.run(
    'UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?',
    ...[quantity, productId, quantity],
  );
  if (taken.changes === 0) throw new HttpError(409, `product ${productId} is sold out`);
  connection.run(
    'INSERT INTO order_lines (order_id, product_id, quantity, price_cents) VALUES (?, ?, ?, ?)',
    ...[orderId, productId, quantity, priceCents],
  );
}
