import Tooltip from '@cloudscape-design/components/tooltip';
import { useEffect, useId, useRef, useState } from 'react';
import { exactTime, relativeTime } from './time.ts';

/**
 * A time as people say it (“3 hours ago”); on hover or focus the exact one and what else is known of it.
 *
 * @param props.isToCome of something that is not over: other times are at most now, whatever this machine's clock says
 */
export function Moment({ at, by, isToCome = false }: { at: string; by?: string; isToCome?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const element = useRef<HTMLTimeElement>(null);
  const id = useId();
  const now = useNow();
  const details = [exactTime(at), ...(by === undefined ? [] : [by])];
  return (
    <>
      <time
        ref={element}
        dateTime={at}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time is there for the keyboard too.
        tabIndex={0}
        className="moment"
        aria-describedby={id}
        onMouseEnter={() => setOpen(true)}
        onMouseLeave={() => setOpen(false)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      >
        {relativeTime(isToCome ? Date.parse(at) : Math.min(Date.parse(at), now), now)}
      </time>
      <span id={id} hidden>
        {details.join('. ')}
      </span>
      {isOpen && (
        <Tooltip
          getTrack={() => element.current}
          onEscape={() => setOpen(false)}
          content={details.map((line) => (
            <div key={line} className="moment-detail">
              {line}
            </div>
          ))}
        />
      )}
    </>
  );
}

/** Moves on twice a minute, so that what is shown stays true. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
