// How a picture is looked at for a QR code, and what it means that a camera does not start. It knows no page.

/** Why a camera does not start, as a name of a text. */
export function whyOf(error) {
  switch(error?.name) {
    case 'NotAllowedError':
    case 'SecurityError': return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError': return 'none';
    case 'NotReadableError':
    case 'AbortError': return 'busy';
    default: return 'failed';
  }
}

/**
 * How the same picture is looked at in turn: the longest side, and an angle. The squares of a large code fall
 * between pixels in one of them and not in the next.
 */
export const looks = [[2400, 0], [2400, .05], [1100, 0], [1600, -.08], [2400, .2], [800, .03]];

/** The size of the canvas that holds a picture at that side and angle, and how far it is made smaller. */
export function roomOf({width, height}, [side, angle]) {
  const scale = Math.min(1, side / Math.max(width, height));
  const [across, down] = [Math.cos(angle) * scale, Math.abs(Math.sin(angle)) * scale];
  return {scale, width: Math.ceil(width * across + height * down), height: Math.ceil(height * across + width * down)};
}
