import Tooltip from '@cloudscape-design/components/tooltip';
import { useEffect, useId, useRef, useState } from 'react';
import { exactTime, relativeTime } from './time.ts';

/**
 * A relative time (“3 hours ago”) that shows the exact time on hover and focus.
 *
 * @param props.detail shown below the exact time
 * @param props.isFuture of a time to come: past times are capped at now, in case this machine's clock is slow
 */
export function Timestamp({
  at,
  detail,
  isFuture = false,
}: {
  at: string;
  detail?: string;
  isFuture?: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const element = useRef<HTMLTimeElement>(null);
  const id = useId();
  const now = useNow();
  const details = [exactTime(at), ...(detail === undefined ? [] : [detail])];
  return (
    <>
      <time
        ref={element}
        dateTime={at}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users need the exact time too.
        tabIndex={0}
        className="timestamp"
        aria-describedby={id}
        onMouseEnter={() => setOpen(true)}
        onMouseLeave={() => setOpen(false)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      >
        {relativeTime(isFuture ? Date.parse(at) : Math.min(Date.parse(at), now), now)}
      </time>
      <span id={id} hidden>
        {details.join('. ')}
      </span>
      {isOpen && (
        <Tooltip
          getTrack={() => element.current}
          onEscape={() => setOpen(false)}
          content={details.map((line) => (
            <div key={line} className="timestamp-detail">
              {line}
            </div>
          ))}
        />
      )}
    </>
  );
}

/** The current time, updated every 30 seconds. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
