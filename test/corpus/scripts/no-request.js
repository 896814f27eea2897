export default function () {
  Math.sqrt(2);
}
