import { fragment, vertex } from "./portrait.mjs";

const TILE = 64;

function program(gl) {
  const made = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS))
      throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(made, shader);
  }
  gl.linkProgram(made);
  gl.useProgram(made);
  return made;
}

/** Draws one sitter and answers a data URL. Tiles keep each draw call short, since the software renderer has a watchdog. */
export async function draw(sitter, width, height, samples = 4) {
  const canvas = new OffscreenCanvas(width, height);
  const gl = canvas.getContext("webgl", { preserveDrawingBuffer: true });
  const made = program(gl);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  const at = (name) => gl.getUniformLocation(made, name);
  for (const [name, value] of Object.entries(sitter)) {
    if (Array.isArray(value)) gl.uniform3fv(at(name), value);
    else if (typeof value === "number") gl.uniform1f(at(name), value);
  }
  gl.uniform2f(at("size"), width, height);
  const sum = new Float32Array(width * height * 4);
  const pixels = new Uint8Array(width * height * 4);
  gl.enable(gl.SCISSOR_TEST);
  for (let s = 0; s < samples; s += 1) {
    gl.uniform2f(at("jitter"), ((s % 2) - 0.5) * 0.5, (Math.floor(s / 2) - 0.5) * 0.5);
    for (let y = 0; y < height; y += TILE)
      for (let x = 0; x < width; x += TILE) {
        gl.scissor(x, y, TILE, TILE);
        gl.drawArrays(gl.TRIANGLES, 0, 3);
        gl.finish();
      }
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    for (let i = 0; i < sum.length; i += 1) sum[i] += pixels[i];
  }
  return encode(sum, width, height, samples);
}

async function encode(sum, width, height, samples) {
  const flat = new OffscreenCanvas(width, height);
  const image = new ImageData(width, height);
  for (let y = 0; y < height; y += 1)
    for (let i = 0; i < width * 4; i += 1)
      image.data[(height - 1 - y) * width * 4 + i] = sum[y * width * 4 + i] / samples;
  flat.getContext("2d").putImageData(image, 0, 0);
  const blob = await flat.convertToBlob({ type: "image/webp", quality: 0.86 });
  return Array.from(new Uint8Array(await blob.arrayBuffer()));
}
