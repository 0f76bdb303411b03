/** Pictures and sounds of the people on the state sheet. */

const context = () => {
  shared ??= new AudioContext();
  return shared;
};
let shared: AudioContext | undefined;

/** A portrait as a camera track: the still one, drawn again and again, as a camera would send it. */
export async function picture(id: string): Promise<MediaStreamTrack> {
  const image = new Image();
  image.src = `/people/${id}.webp`;
  await image.decode();
  return drawn(image.naturalWidth, image.naturalHeight, (to) => to.drawImage(image, 0, 0));
}

/** Something worth sharing: a quiet page of a product review. */
export async function slides(): Promise<MediaStreamTrack> {
  return drawn(1600, 1000, drawSlide);
}

function drawn(
  width: number,
  height: number,
  draw: (to: CanvasRenderingContext2D) => void,
): MediaStreamTrack {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const to = canvas.getContext("2d")!;
  draw(to);
  const [track] = canvas.captureStream(5).getVideoTracks();
  setInterval(() => draw(to), 250);
  return track!;
}

export function silence(): MediaStreamTrack {
  return context().createMediaStreamDestination().stream.getAudioTracks()[0]!;
}

export function voice(): MediaStreamTrack {
  const destination = context().createMediaStreamDestination();
  const tone = context().createOscillator();
  tone.connect(destination);
  tone.start();
  return destination.stream.getAudioTracks()[0]!;
}

function box(
  to: CanvasRenderingContext2D,
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
  fill: string,
) {
  to.fillStyle = fill;
  to.beginPath();
  to.roundRect(x, y, w, h, r);
  to.fill();
}

function drawSlide(to: CanvasRenderingContext2D): void {
  box(to, 0, 0, 1600, 1000, 0, "#f6f4ee");
  to.fillStyle = "#1d2723";
  to.font = "600 54px Inter, sans-serif";
  to.fillText("Spring opening, week by week", 96, 150);
  to.font = "400 28px Inter, sans-serif";
  to.fillStyle = "#65706b";
  to.fillText("Visitors per day, first eight weeks", 96, 204);
  const bars = [0.34, 0.41, 0.38, 0.52, 0.6, 0.57, 0.74, 0.88];
  bars.forEach((share, index) => {
    const height = share * 520;
    const x = 96 + index * 118;
    box(to, x, 840 - height, 78, height, 14, index === bars.length - 1 ? "#0b6b53" : "#c9d8cf");
    to.fillStyle = "#65706b";
    to.font = "500 24px Inter, sans-serif";
    to.fillText(`W${index + 1}`, x + 20, 886);
  });
  box(to, 1090, 300, 414, 250, 28, "#ffffff");
  box(to, 1090, 586, 414, 254, 28, "#efe3cf");
  to.fillStyle = "#1d2723";
  to.font = "600 76px Inter, sans-serif";
  to.fillText("1,284", 1134, 424);
  to.fillText("+ 19 %", 1134, 714);
  to.font = "400 28px Inter, sans-serif";
  to.fillStyle = "#65706b";
  to.fillText("on the last Saturday", 1134, 484);
  to.fillText("against the plan", 1134, 774);
}
