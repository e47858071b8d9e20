const letters = {
  F: "0,0 104,0 96,30 34,30 34,47 88,47 80,75 34,75 34,120 0,120",
  L: "0,0 34,0 34,90 104,90 96,120 0,120",
  U: "0,0 34,0 34,90 70,90 70,0 104,0 104,104 88,120 16,120 0,104",
  X: "0,0 38,0 54,33 70,0 106,0 73,59 106,120 68,120 52,86 36,120 0,120 32,60",
};

/** The drawn wordmark, the same polygons as on the garments. */
export function Wordmark({ className = "" }: { className?: string }) {
  return (
    <svg viewBox="-20 0 506 120" className={className} fill="currentColor" role="img" aria-label="FLUX">
      <g transform="skewX(-9)">
        {Object.entries(letters).map(([letter, points], index) => (
          <polygon key={letter} points={points} transform={`translate(${index * 120} 0)`} />
        ))}
      </g>
    </svg>
  );
}

/** The chip as it is printed on every garment: a 4×4 board and the waves of a tap. */
export function ChipMark({ className = "", waves = true }: { className?: string; waves?: boolean }) {
  return (
    <svg viewBox={waves ? "0 0 150 100" : "50 0 100 100"} className={className} aria-hidden="true">
      <rect x="52" y="2" width="96" height="96" rx="8" fill="#05060b" stroke="#6b6796" strokeWidth="2" />
      <g fill="#c6ff3d">
        {[0, 1, 2, 3].flatMap((row) =>
          [0, 1].map((column) => (
            <rect
              key={`${row}-${column}`}
              x={66 + (column * 2 + (row % 2)) * 17}
              y={16 + row * 17}
              width="17"
              height="17"
            />
          )),
        )}
      </g>
      {waves && (
        <g fill="none" stroke="#c6ff3d" strokeWidth="4" strokeLinecap="square" className="arcs">
          <path d="M40 32 Q30 50 40 68" />
          <path d="M27 24 Q13 50 27 76" />
          <path d="M14 16 Q-4 50 14 84" />
        </g>
      )}
    </svg>
  );
}

/** A hood with nobody in it: shown where there is nothing to show. */
export function VoidHood({ className = "" }: { className?: string }) {
  return (
    <svg viewBox="0 0 240 260" className={className} aria-hidden="true">
      <defs>
        <linearGradient id="hood-cloth" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#2a2740" />
          <stop offset=".55" stopColor="#1b1a2c" />
          <stop offset="1" stopColor="#0e0d17" />
        </linearGradient>
        <linearGradient id="hood-rim" x1="0" y1="0" x2="1" y2="0">
          <stop offset="0" stopColor="#22e7ff" />
          <stop offset=".35" stopColor="#22e7ff" stopOpacity="0" />
          <stop offset=".65" stopColor="#ff2bd1" stopOpacity="0" />
          <stop offset="1" stopColor="#ff2bd1" />
        </linearGradient>
        <radialGradient id="hood-void" cx=".5" cy=".55" r=".6">
          <stop offset="0" stopColor="#1b1066" />
          <stop offset=".5" stopColor="#07060f" />
          <stop offset="1" stopColor="#020204" />
        </radialGradient>
      </defs>
      <path
        d="M120 8C62 8 32 60 36 120c2 34 12 58 22 76-26 10-44 26-50 56h224c-6-30-24-46-50-56 10-18 20-42 22-76C208 60 178 8 120 8Z"
        fill="url(#hood-cloth)"
        stroke="url(#hood-rim)"
        strokeWidth="3"
      />
      <path
        d="M120 40c-38 0-56 36-52 78 3 34 26 62 52 90 26-28 49-56 52-90 4-42-14-78-52-78Z"
        fill="url(#hood-void)"
        stroke="#6b6796"
        strokeWidth="3"
        strokeDasharray="7 5"
      />
      <g strokeWidth="3">
        <path d="M86 96h22" stroke="#ff2bd1" opacity=".7" />
        <path d="M96 112h52" stroke="#22e7ff" />
        <path d="M84 128h34" stroke="#7a4bff" />
        <path d="M120 144h30" stroke="#ff2bd1" />
        <path d="M98 160h26" stroke="#22e7ff" opacity=".7" />
      </g>
      <g stroke="#8d86c9" strokeWidth="3" strokeLinecap="round">
        <path d="M104 214v26M136 214v22" />
      </g>
      <rect x="100" y="236" width="8" height="12" fill="#c6ff3d" />
      <rect x="132" y="232" width="8" height="12" fill="#c6ff3d" />
    </svg>
  );
}

export function SearchMark({ className = "" }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M10 4a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM14.5 14.5L20 20" />
    </svg>
  );
}

export function CartMark({ className = "" }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M4 8h16v10l-3 3H4zM8 8V6a4 4 0 0 1 8 0v2" />
    </svg>
  );
}

export function Arrow({ className = "" }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      aria-hidden="true"
    >
      <path d="M3 12h17M13 5l7 7-7 7" />
    </svg>
  );
}
