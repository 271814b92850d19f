export default function TryItView() {
  return null;
}
