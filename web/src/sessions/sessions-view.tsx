export default function SessionsView() {
  return null;
}
