import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [WIDTH, HEIGHT, FRAMES, FRAMES_PER_SECOND] = [320, 180, 20, 10];

/** A small moving picture in place of a camera: a call of three costs a small machine little with it. */
export class Camera {
  readonly path: string;
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
    this.path = join(directory, "camera.y4m");
  }

  static async make(): Promise<Camera> {
    const camera = new Camera(await mkdtemp(join(tmpdir(), "confab-camera-")));
    const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`;
    const frames = Array.from({ length: FRAMES }, (_, index) => frame(index));
    await writeFile(camera.path, Buffer.concat([Buffer.from(header), ...frames]));
    return camera;
  }

  remove(): Promise<void> {
    return rm(this.#directory, { recursive: true, force: true });
  }
}

/** A grey ramp that wanders to the left. */
function frame(index: number): Buffer {
  const step = WIDTH / FRAMES;
  const row = Uint8Array.from({ length: WIDTH }, (_, x) => (x + index * step) % 256);
  const luma = Array.from({ length: HEIGHT }, () => row);
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  return Buffer.concat([Buffer.from("FRAME\n"), ...luma, chroma]);
}
