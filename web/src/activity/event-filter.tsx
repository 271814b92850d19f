import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import type { Chooser } from '../ui/focus.ts';
import { actorName } from './actor-name.ts';
import { type EventSelection, isDay } from './event-selection.ts';
import { SecretFilter } from './secret-filter.tsx';

const anyone = { value: '', label: 'Anyone' };

/** Chooses events by secret, by who did it, and by day. */
export function EventFilter({
  selection,
  onSelect,
  existing,
  names,
  actors,
}: {
  selection: EventSelection;
  onSelect: (changed: Partial<EventSelection>, chooser: Chooser) => void;
  /** `undefined` while they aren't loaded. */
  existing: readonly SecretRecord[] | undefined;
  names: ReadonlyMap<string, string>;
  /** Those that are known so far. */
  actors: ReadonlySet<string>;
}) {
  const { secretId, actor, firstDay, lastDay } = selection;
  const options = [anyone, ...[...actors].map(toOption)];
  return (
    <div className="filters">
      <div data-chooses="secret">
        <SecretFilter
          {...{ existing, names, secretId }}
          onSelect={(selected) => onSelect({ secretId: selected }, 'secret')}
        />
      </div>
      <div data-chooses="actor">
        <FormField label="By" stretch>
          <Select
            selectedOption={options.find(({ value }) => value === actor) ?? anyone}
            options={options}
            filteringType={options.length > 10 ? 'auto' : 'none'}
            filteringPlaceholder="Find by name"
            onChange={({ detail: { selectedOption } }) =>
              onSelect({ actor: selectedOption.value === '' ? undefined : selectedOption.value }, 'actor')
            }
            selectedAriaLabel="Selected"
          />
        </FormField>
      </div>
      <Day
        label="From"
        chooser="first-day"
        day={firstDay}
        onChange={(day) => onSelect({ firstDay: day }, 'first-day')}
      />
      <Day
        label="Through"
        chooser="last-day"
        day={lastDay}
        onChange={(day) => onSelect({ lastDay: day }, 'last-day')}
      />
    </div>
  );
}

function toOption(actor: string) {
  const { name, role } = actorName(actor);
  return { value: actor, label: name, ...(role === undefined ? {} : { description: role }) };
}

function Day({
  label,
  chooser,
  day,
  onChange,
}: {
  label: string;
  chooser: Chooser;
  day: string;
  onChange: (day: string) => void;
}) {
  const [typed, setTyped] = useState(day);
  return (
    <div data-chooses={chooser}>
      <FormField label={label} stretch>
        <DatePicker
          value={typed}
          placeholder="YYYY/MM/DD"
          onChange={({ detail: { value } }) => {
            setTyped(value);
            if (value !== day && (value === '' || isDay(value))) onChange(value);
          }}
          openCalendarAriaLabel={(selected) =>
            selected === null ? `Choose a day: ${label}` : `Choose a day: ${label} ${selected}`
          }
          previousMonthAriaLabel="Previous month"
          nextMonthAriaLabel="Next month"
          todayAriaLabel="Today"
        />
      </FormField>
    </div>
  );
}
