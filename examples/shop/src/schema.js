export function createSchema(connection) {
  connection.execute(`
    CREATE TABLE products (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      category TEXT NOT NULL,
      description TEXT NOT NULL,
      price_cents INTEGER NOT NULL,
      stock INTEGER NOT NULL
    );
    CREATE INDEX products_by_category ON products (category, price_cents);

    CREATE TABLE product_words (
      product_id INTEGER NOT NULL REFERENCES products (id),
      word TEXT NOT NULL
    );
    CREATE INDEX product_words_by_word ON product_words (word, product_id);

    CREATE TABLE reviews (
      id INTEGER PRIMARY KEY,
      product_id INTEGER NOT NULL REFERENCES products (id),
      author TEXT NOT NULL,
      stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
      body TEXT NOT NULL
    );
    CREATE INDEX reviews_by_product ON reviews (product_id, stars);

    CREATE TABLE cart_lines (
      cart TEXT NOT NULL,
      product_id INTEGER NOT NULL REFERENCES products (id),
      quantity INTEGER NOT NULL,
      PRIMARY KEY (cart, product_id)
    ) WITHOUT ROWID;

    CREATE TABLE orders (
      id INTEGER PRIMARY KEY,
      payment TEXT NOT NULL,
      total_cents INTEGER NOT NULL
    );
    CREATE TABLE order_lines (
      order_id INTEGER NOT NULL REFERENCES orders (id),
      product_id INTEGER NOT NULL REFERENCES products (id),
      quantity INTEGER NOT NULL,
      price_cents INTEGER NOT NULL
    );
    CREATE INDEX order_lines_by_order ON order_lines (order_id);
    CREATE INDEX order_lines_by_product ON order_lines (product_id);
  `);
}
