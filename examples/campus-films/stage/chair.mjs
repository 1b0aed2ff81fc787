import {c, circle, group, path, rect, stroke} from './draw.mjs';

/** The chair's moving parts at rest; lengths in centimetres, angles in degrees. */
export const chairDefaults = {
  seat: 46,
  depth: 0,
  tilt: 0,
  lumbar: 18,
  arm: 22,
  lever: 0,
  levers: 0,
  lock: 0,
  baseOff: 0,
  pistonOff: 0,
  seatOff: 0,
  backOff: 0,
  worn: 0,
  tint: c.leaf,
};

/**
 * The Tero chair from its right side, in pixels around its axis (x 0) and floor (y 0). `behind` is what a sitting person
 * covers, `front` what covers the person.
 */
export function chair(K, v) {
  const y = (cm) => -cm * K;
  const top = v.seat + v.seatOff;
  const hot = (share, cold) => (share > 0.5 ? c.orange : cold);

  const castor = (x) => circle(x * K, y(3), 3 * K, c.ink) + circle(x * K, y(3), 1.1 * K, c.grey);
  const base = group(
    stroke(
      [
        [0, y(10)],
        [-27 * K, y(7)],
      ],
      c.dark,
      3.4 * K,
    ) +
      stroke(
        [
          [0, y(10)],
          [27 * K, y(7)],
        ],
        c.dark,
        3.4 * K,
      ) +
      stroke(
        [
          [0, y(10)],
          [-12 * K, y(6)],
        ],
        c.ink,
        3.4 * K,
      ) +
      stroke(
        [
          [0, y(10)],
          [13 * K, y(6)],
        ],
        c.ink,
        3.4 * K,
      ) +
      [-27, 27, -12, 13].map(castor).join('') +
      rect(-3.4 * K, y(13), 6.8 * K, 7 * K, c.dark, K),
    {y: v.baseOff * K},
  );
  const rod = Math.max(6, top - v.seatOff - 30);
  const piston = group(
    rect(-1.5 * K, y(24 + rod), 3 * K, (rod + 4) * K, v.worn ? '#b9a08c' : c.steel, 0.6 * K) +
      rect(-2.7 * K, y(27), 5.4 * K, 18 * K, v.worn ? '#8a6f5c' : c.grey, K) +
      rect(-2.7 * K, y(21), 5.4 * K, 1.6 * K, hot(v.worn ? 0 : v.pistonOff > 1 ? 1 : 0, '#7d8782'), 0),
    {y: v.pistonOff * K},
  );
  const seatPath = `M${-25 * K} ${y(6)} Q${-25 * K} ${y(0)} ${-18 * K} ${y(0)} H${20 * K} Q${27 * K} ${y(0.5)} ${27 * K} ${y(4)} Q${27 * K} ${y(6.4)} ${22 * K} ${y(6.2)} Q0 ${y(4.6)} ${-18 * K} ${y(6.6)} Z`;
  const seat = group(
    path(seatPath, v.tint) +
      stroke(
        [
          [-18 * K, y(0.8)],
          [20 * K, y(0.8)],
        ],
        c.ink,
        1.6 * K,
        {opacity: 0.35},
      ),
    {
      x: v.depth * K,
      y: y(top - 6),
    },
  );
  const mechanism = group(
    rect(-13 * K, y(0), 25 * K, 5 * K, c.ink, 1.6 * K) + circle(14 * K, y(-2.4), 2.4 * K, hot(v.lock, c.dark)),
    {y: y(top - 5.6)},
  );
  const lever = group(
    stroke(
      [
        [0, 0],
        [15 * K, 0],
      ],
      hot(v.levers, c.grey),
      1.8 * K,
    ) + circle(15.5 * K, 0, 1.9 * K, hot(v.levers, c.grey)),
    {x: 3 * K, y: y(top - 8.4), turn: -16 * v.lever},
  );
  const spine = `M${-17 * K} ${y(-4)} C${-29 * K} ${y(-2)} ${-22 * K} ${y(18)} ${-25 * K} ${y(30)} C${-27 * K} ${y(42)} ${-31 * K} ${y(50)} ${-31 * K} ${y(58)}`;
  const mesh = `M${-23 * K} ${y(8)} C${-18.5 * K} ${y(18)} ${-20 * K} ${y(26)} ${-22.5 * K} ${y(34)} C${-25 * K} ${y(44)} ${-28 * K} ${y(52)} ${-28 * K} ${y(59)}`;
  const pad = v.lumbar;
  const back = group(
    stroke(spine, c.ink, 2.4 * K) +
      stroke(mesh, v.tint, 4.4 * K) +
      stroke(
        [
          [-20.6 * K, y(pad - 4)],
          [-20.9 * K, y(pad + 5)],
        ],
        hot(v.lumbarHot ?? 0, c.green),
        5 * K,
      ),
    {x: -v.backOff * K, y: y(top), turn: -v.tilt, at: [-17 * K, 0]},
  );
  const arm = group(
    stroke(
      [
        [-8 * K, y(-4)],
        [-10 * K, y(8)],
        [-4 * K, y(v.arm - 2)],
      ],
      c.ink,
      2.4 * K,
    ) + rect(-15 * K, y(v.arm + 1), 26 * K, 3.4 * K, c.dark, 1.7 * K),
    {y: y(top)},
  );
  return {behind: base + piston + mechanism + back + seat, front: arm + lever};
}
