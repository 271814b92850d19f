import { createHash } from 'node:crypto';

const monthLabels = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const customers = ['Northwind', 'Contoso', 'Initrode', 'Umbrella', 'Hooli'];

/** Made-up figures for the sample dashboard: the same for the same seed. */
export function sampleFigures(seed: string) {
  const bytes = createHash('sha256').update(seed).digest();
  /** From 0 to 1. */
  const value = (index: number) => bytes.readUInt8(index % bytes.length) / 255;
  const between = (index: number, least: number, most: number) => least + value(index) * (most - least);
  const orders = Math.round(between(0, 900, 4_000));
  const revenue = Math.round(orders * between(1, 60, 140));
  return {
    tiles: [
      { label: 'Revenue', value: dollars(revenue), change: Math.round(between(2, -8, 24)) },
      { label: 'Orders', value: orders.toLocaleString('en'), change: Math.round(between(3, -6, 18)) },
      { label: 'Average order', value: dollars(revenue / orders), change: Math.round(between(4, -4, 9)) },
      {
        label: 'Conversion',
        value: `${between(5, 1.8, 4.6).toFixed(1)}%`,
        change: Math.round(between(6, -5, 12)),
      },
    ],
    months: monthLabels.map((label, index) => ({
      label,
      share: Math.min(1, 0.35 + index * 0.035 + between(8 + index, 0, 0.25)),
    })),
    rows: customers.map((customer, index) => {
      const share = (0.3 - index * 0.05) * between(20 + index, 0.8, 1);
      return {
        customer,
        orders: Math.round(orders * share).toLocaleString('en'),
        revenue: dollars(revenue * share),
      };
    }),
  };
}

const dollars = (amount: number): string => `$${Math.round(amount).toLocaleString('en')}`;
