export default function InspectView() {
  return null;
}
