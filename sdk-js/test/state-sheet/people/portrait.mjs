// A small ray-marched studio: one clay bust in front of a blurred room, drawn from the uniforms of a sitter.
export const vertex = `attribute vec2 p; void main() { gl_Position = vec4(p, 0.0, 1.0); }`;

export const fragment = `
precision highp float;
uniform vec2 size; uniform vec2 jitter;
uniform vec3 skin; uniform vec3 hair; uniform vec3 cloth; uniform vec3 wall; uniform vec3 lamp;
uniform float hairKind; uniform float clothKind; uniform float glasses; uniform float beard;
uniform float turn; uniform float tilt; uniform float smile; uniform float room; uniform float offset; uniform float blink;

float smin(float a, float b, float k) { float h = max(k - abs(a - b), 0.0) / k; return min(a, b) - h * h * k * 0.25; }
float smax(float a, float b, float k) { return -smin(-a, -b, k); }
float ball(vec3 p, vec3 r) { float k0 = length(p / r); float k1 = length(p / (r * r)); return k0 * (k0 - 1.0) / k1; }
float capsule(vec3 p, vec3 a, vec3 b, float r) { vec3 pa = p - a, ba = b - a; float h = clamp(dot(pa, ba) / dot(ba, ba), 0.0, 1.0); return length(pa - ba * h) - r; }
float torus(vec3 p, float R, float r) { return length(vec2(length(p.xy) - R, p.z)) - r; }
mat2 rot(float a) { float c = cos(a), s = sin(a); return mat2(c, -s, s, c); }
float hash(vec2 p) { p = fract(p * vec2(123.34, 456.21)); p += dot(p, p + 45.32); return fract(p.x * p.y); }
float wave(vec3 p) { return sin(p.x * 9.0 + sin(p.y * 5.0)) * sin(p.y * 9.5 + sin(p.z * 4.0)) * sin(p.z * 9.0 + 1.0); }

vec3 toHead(vec3 p) { p.xz = rot(turn) * p.xz; p.xy = rot(tilt) * p.xy; return p; }

float headShape(vec3 q) {
  float d = ball(q - vec3(0.0, 0.16, -0.06), vec3(0.74, 0.80, 0.80));
  d = smin(d, ball(q - vec3(0.0, -0.36, 0.08), vec3(0.50, 0.52, 0.54)), 0.42);
  d = smin(d, ball(vec3(abs(q.x), q.yz) - vec3(0.30, -0.20, 0.46), vec3(0.24, 0.20, 0.20)), 0.22);
  d = smin(d, ball(q - vec3(0.0, -0.10, 0.74), vec3(0.095, 0.13, 0.12)), 0.14);
  d = smin(d, ball(vec3(abs(q.x), q.yz) - vec3(0.75, -0.04, -0.08), vec3(0.09, 0.19, 0.14)), 0.07);
  return d;
}

float hairShape(vec3 q) {
  if (hairKind < 0.0) return 1e3;
  float face = ball(q - vec3(0.0, -0.30, 0.86), vec3(0.66, 0.74, 0.66));
  float cap = ball(q - vec3(0.0, 0.26, -0.12), vec3(0.84, 0.80, 0.84));
  float d = smax(cap, -face, 0.10);
  if (hairKind < 0.5) { d = smax(d, -(q.y + 0.08 - q.z * 0.55), 0.12); d = smin(d, ball(q - vec3(0.22, 0.78, 0.36), vec3(0.52, 0.26, 0.42)), 0.22); }
  else if (hairKind < 1.5) { float side = ball(q - vec3(0.0, -0.16, -0.20), vec3(0.92, 0.86, 0.72)); d = smax(smin(d, side, 0.18), -face, 0.12); d = smax(d, -(q.y + 0.78), 0.10); d = smin(d, ball(q - vec3(-0.24, 0.70, 0.42), vec3(0.50, 0.24, 0.34)), 0.16); }
  else if (hairKind < 2.5) { d = smax(d, -(q.y + 0.05 - q.z * 0.4), 0.12); d = smin(d, ball(q - vec3(0.0, 1.12, -0.26), vec3(0.36, 0.32, 0.36)), 0.10); }
  else if (hairKind < 3.5) { float c = ball(q - vec3(0.0, 0.34, -0.16), vec3(1.04, 0.92, 0.92)) + wave(q) * 0.055; d = smax(c, -face, 0.10); d = smax(d, -(q.y + 0.36), 0.2); }
  else if (hairKind < 4.5) { float c = ball(q - vec3(0.0, -0.05, -0.08), vec3(0.90, 1.10, 0.88)); float open = ball(q - vec3(0.0, -0.10, 0.86), vec3(0.52, 0.66, 0.52)); d = smax(c, -open, 0.08); d = smin(d, ball(q - vec3(0.0, -1.02, 0.06), vec3(0.62, 0.44, 0.56)), 0.2); d += sin(q.y * 12.0 + q.x * 7.0 - q.z * 4.0) * 0.007; }
  else if (hairKind < 5.5) { float side = ball(q - vec3(0.0, -0.52, -0.40), vec3(0.94, 1.34, 0.62)); side = smax(side, -ball(q - vec3(0.0, -1.0, 0.42), vec3(0.50, 0.9, 0.72)), 0.12); d = smax(smin(d, side, 0.2), -face, 0.12); d = smin(d, ball(q - vec3(0.20, 0.74, 0.38), vec3(0.56, 0.22, 0.32)), 0.14); d += sin(q.x * 16.0 + q.y * 2.0) * 0.006; }
  else if (hairKind < 6.5) { d = smax(cap - 0.03, -(q.y - 0.34 - 0.08 * q.z), 0.05); d = smin(d, torus(vec3(q.x, q.z + 0.10, (q.y - 0.38) * 0.8), 0.80, 0.11), 0.03); d += sin(atan(q.x, q.z) * 44.0) * 0.006; }
  else { d = smax(d, -(q.y + 0.02 - q.z * 0.5), 0.14); d = smin(d, ball(q - vec3(-0.16, 0.80, 0.30), vec3(0.58, 0.20, 0.40)), 0.18); d = smin(d, ball(vec3(abs(q.x), q.yz) - vec3(0.70, 0.16, 0.02), vec3(0.14, 0.34, 0.36)), 0.12); }
  return d;
}

float clothShape(vec3 p) {
  float d = ball(p - vec3(0.0, -2.42, -0.22), vec3(1.52, 1.02, 0.74));
  d = smin(d, ball(vec3(abs(p.x), p.yz) - vec3(1.12, -2.26, -0.22), vec3(0.52, 0.54, 0.50)), 0.4);
  d = smin(d, ball(p - vec3(0.0, -1.52, -0.18), vec3(0.52, 0.36, 0.44)), 0.34);
  vec3 n = p - vec3(0.0, -1.30, -0.10); n.yz = rot(0.28) * n.yz;
  float collar = torus(n.xzy, clothKind > 1.5 ? 0.52 : 0.43, clothKind > 1.5 ? 0.20 : clothKind > 0.5 ? 0.13 : 0.075);
  d = smax(d, -capsule(p, vec3(0.0, -1.2, -0.06), vec3(0.0, -0.8, -0.06), 0.40), 0.06);
  return smin(d, collar, 0.06) + sin(p.y * 9.0 + p.x * 3.0) * 0.004;
}

float neckShape(vec3 p) { return capsule(p, vec3(0.0, -0.55, -0.16), vec3(0.0, -1.7, -0.16), 0.31); }

float detail(vec3 q, out float kind) {
  vec3 m = vec3(abs(q.x), q.yz);
  float eye = ball(m - vec3(0.265, 0.03, 0.655), vec3(0.080, 0.100 * blink, 0.062)); kind = 1.0; float d = eye;
  float brow = min(capsule(m, vec3(0.17, 0.275, 0.69), vec3(0.28, 0.292, 0.655), 0.026), capsule(m, vec3(0.28, 0.292, 0.655), vec3(0.39, 0.250, 0.585), 0.024)); if (brow < d) { d = brow; kind = 2.0; }
  if (glasses > 0.5) {
    vec3 g = m - vec3(0.275, 0.03, 0.76); g.xz = rot(-0.22) * g.xz;
    float rim = torus(g * vec3(1.0, 1.08, 1.0), 0.205, 0.022);
    rim = min(rim, capsule(q, vec3(-0.09, 0.06, 0.80), vec3(0.09, 0.06, 0.80), 0.020));
    rim = min(rim, capsule(m, vec3(0.47, 0.08, 0.71), vec3(0.76, 0.08, 0.0), 0.020)); if (rim < d) { d = rim; kind = 4.0; }
  }
  return d;
}

vec2 map(vec3 p) {
  vec3 q = toHead(p);
  float s = smin(headShape(q), neckShape(p), 0.16); vec2 r = vec2(s, 0.0);
  float c = clothShape(p); if (c < r.x) r = vec2(c, 6.0);
  float h = hairShape(q); if (h < r.x) r = vec2(h, 5.0);
  if (beard > 0.5) { float b = ball(q - vec3(0.0, -0.46, 0.14), vec3(0.57, 0.46, 0.55)); b = smax(b, -ball(q - vec3(0.0, -0.16, 0.74), vec3(0.46, 0.36, 0.4)), 0.08); b = smax(b, q.y + 0.10 - abs(q.x) * 0.3, 0.1); b += wave(q * 1.7) * 0.008; if (b < r.x) r = vec2(b, 5.0); }
  float k; float d = detail(q, k); if (d < r.x) r = vec2(d, k);
  return r;
}

vec3 normal(vec3 p) { vec2 e = vec2(0.0015, -0.0015); return normalize(e.xyy * map(p + e.xyy).x + e.yyx * map(p + e.yyx).x + e.yxy * map(p + e.yxy).x + e.xxx * map(p + e.xxx).x); }
float shadow(vec3 o, vec3 d) { float r = 1.0, t = 0.06; for (int i = 0; i < 28; i++) { float h = map(o + d * t).x; r = min(r, 7.0 * h / t); t += clamp(h, 0.04, 0.25); if (r < 0.01 || t > 4.0) break; } r = clamp(r, 0.0, 1.0); return r * r * (3.0 - 2.0 * r); }
float occlusion(vec3 p, vec3 n) { float o = 0.0, s = 1.0; for (int i = 1; i < 6; i++) { float h = 0.06 * float(i); o += (h - map(p + n * h).x) * s; s *= 0.75; } return clamp(1.0 - 1.5 * o, 0.0, 1.0); }

float soft(vec2 p, vec2 c, vec2 b, float blur) { vec2 d = abs(p - c) - b; float v = length(max(d, 0.0)) + min(max(d.x, d.y), 0.0); return 1.0 - smoothstep(-blur, blur, v); }
float disc(vec2 p, vec2 c, float r, float blur) { return 1.0 - smoothstep(r - blur, r + blur, length(p - c)); }

vec3 backdrop(vec2 u) {
  vec3 c = wall * (0.80 + 0.24 * smoothstep(-0.7, 0.9, u.y) - 0.10 * u.x);
  if (room < 0.5) {
    c = mix(c, lamp * 1.05, 0.85 * soft(u, vec2(-0.82, 0.30), vec2(0.30, 0.52), 0.07));
    c = mix(c, wall * 0.72, 0.7 * soft(u, vec2(-0.82, 0.30), vec2(0.012, 0.52), 0.03)); c = mix(c, wall * 0.72, 0.7 * soft(u, vec2(-0.82, 0.34), vec2(0.30, 0.012), 0.03));
    c += lamp * 0.10 * disc(u, vec2(-0.82, 0.3), 0.9, 0.7);
    c = mix(c, vec3(0.20, 0.33, 0.25), 0.8 * disc(u, vec2(0.86, -0.10), 0.15, 0.07)); c = mix(c, vec3(0.27, 0.42, 0.30), 0.8 * disc(u, vec2(0.98, 0.10), 0.14, 0.07)); c = mix(c, vec3(0.22, 0.37, 0.28), 0.8 * disc(u, vec2(0.78, 0.12), 0.10, 0.06));
    c = mix(c, vec3(0.66, 0.44, 0.33), 0.85 * soft(u, vec2(0.88, -0.46), vec2(0.12, 0.16), 0.05));
  } else if (room < 1.5) {
    for (int i = 0; i < 3; i++) { float y = -0.42 + float(i) * 0.46; c = mix(c, wall * 0.55, 0.75 * soft(u, vec2(0.0, y), vec2(1.7, 0.016), 0.03));
      for (int j = 0; j < 22; j++) { float x = -1.45 + float(j) * 0.135; float r = hash(vec2(float(j), float(i) + 3.0)); float h = 0.09 + 0.10 * r;
        vec3 book = mix(mix(vec3(0.55, 0.30, 0.24), vec3(0.84, 0.76, 0.62), hash(vec2(r, 1.0))), vec3(0.24, 0.36, 0.42), step(0.66, r));
        if (r > 0.22) c = mix(c, book * 0.85, 0.66 * soft(u, vec2(x, y + 0.02 + h), vec2(0.05, h), 0.035)); } }
    c += lamp * 0.16 * disc(u, vec2(-0.9, 0.7), 1.0, 0.9);
  } else if (room < 2.5) {
    c = mix(c, lamp * 1.1, 0.95 * disc(u, vec2(0.80, 0.34), 0.15, 0.05)); c += lamp * 0.34 * disc(u, vec2(0.80, 0.34), 0.30, 0.5);
    c = mix(c, wall * 0.6, 0.7 * soft(u, vec2(0.80, -0.35), vec2(0.012, 0.5), 0.03));
    c = mix(c, wall * 1.28, 0.6 * soft(u, vec2(-0.80, 0.36), vec2(0.20, 0.26), 0.035)); c = mix(c, mix(wall, lamp, 0.4), 0.8 * soft(u, vec2(-0.80, 0.36), vec2(0.155, 0.215), 0.03)); c = mix(c, wall * 0.7, 0.7 * disc(u, vec2(-0.80, 0.32), 0.10, 0.03));
  } else {
    c = mix(c * 0.8, c, smoothstep(-0.3, 0.0, u.y));
    for (int i = 0; i < 9; i++) { vec2 b = vec2(-1.1 + 2.3 * hash(vec2(float(i), 7.0 + room)), -0.05 + 0.8 * hash(vec2(float(i), 2.0))); float r = 0.05 + 0.08 * hash(vec2(float(i), 9.0)); c += lamp * 0.20 * disc(u, b, r, 0.018); }
  }
  return c;
}

vec3 base(float id, vec3 q) {
  if (id < 0.5) { float blush = disc(vec2(abs(q.x), q.y), vec2(0.40, -0.20), 0.06, 0.16) * step(0.0, q.z); vec2 m = q.xy - vec2(0.0, -0.415); m.y -= m.x * m.x * smile * 1.5; float line = length(vec2(max(abs(m.x) - 0.165, 0.0), m.y));
    float mouth = (1.0 - smoothstep(0.016, 0.034, line)) * step(0.0, q.z); vec3 tint = mix(skin, skin * vec3(1.04, 0.72, 0.68), 0.5 * blush);
    return mix(tint, skin * vec3(0.50, 0.24, 0.23), 0.92 * mouth); }
  if (id < 1.5) return vec3(0.035, 0.028, 0.03);
  if (id < 2.5) return beard > 0.5 || hairKind < 0.0 || (hairKind > 3.5 && hairKind < 4.5) || (hairKind > 5.5 && hairKind < 6.5) ? vec3(0.10, 0.07, 0.055) : hair * 0.72;
  if (id < 4.5) return vec3(0.07, 0.065, 0.07);
  return id < 5.5 ? hair : cloth;
}

vec3 shade(vec3 p, vec3 rd, float id) {
  vec3 q = toHead(p), n = normal(p), c = base(id, q);
  vec3 key = normalize(vec3(room > 1.5 && room < 2.5 ? 0.62 : -0.62, 0.72, 0.80)), rim = normalize(vec3(-key.x * 1.2, 0.35, -0.75));
  float sh = shadow(p + n * 0.012, key), ao = occlusion(p, n);
  float wrap = id < 0.5 ? 0.30 : 0.16; float d = max((dot(n, key) + wrap) / (1.0 + wrap), 0.0); float lit = d * mix(0.32, 1.0, sh);
  vec3 light = lamp * 1.55 * lit + mix(wall, vec3(0.62, 0.70, 0.86), 0.55) * (0.42 + 0.26 * n.y) * ao;
  vec3 col = c * light; if (id < 0.5) col += c * vec3(0.34, 0.09, 0.05) * smoothstep(0.0, 0.35, d) * (1.0 - smoothstep(0.35, 0.8, d)) * 0.55;
  float gloss = id > 0.5 && id < 1.5 ? 90.0 : id > 3.5 && id < 4.5 ? 40.0 : id > 5.5 ? 6.0 : 14.0; float amount = id > 0.5 && id < 1.5 ? 1.5 : id > 5.5 ? 0.02 : id > 4.5 ? 0.14 : 0.07;
  col += lamp * amount * pow(max(dot(n, normalize(key - rd)), 0.0), gloss) * sh;
  col += mix(lamp, vec3(0.8, 0.9, 1.0), 0.4) * 0.30 * pow(1.0 - max(dot(n, -rd), 0.0), 3.0) * max(dot(n, rim) + 0.25, 0.0) * ao * (c * 0.7 + 0.25);
  return col;
}

void main() {
  vec2 u = (gl_FragCoord.xy + jitter - 0.5 * size) / size.y * 1.0;
  vec3 ro = vec3(offset, -0.42, 6.4), rd = normalize(vec3(u.x, u.y + 0.005, -1.78));
  float t = 4.0; vec2 hit = vec2(1.0); bool found = false;
  for (int i = 0; i < 90; i++) { hit = map(ro + rd * t); if (hit.x < 0.0012) { found = true; break; } t += hit.x * 0.85; if (t > 9.5) break; }
  vec3 col = found ? shade(ro + rd * t, rd, hit.y) : backdrop(u * 1.42);
  col *= 1.0 - 0.22 * dot(u, u); col = (col * (2.51 * col * 0.8 + 0.03)) / (col * (2.43 * col * 0.8 + 0.59) + 0.14);
  col = pow(clamp(col, 0.0, 1.0), vec3(0.88)); col = clamp(mix(vec3(dot(col, vec3(0.3, 0.59, 0.11))), col, 1.22), 0.0, 1.0); col += (hash(gl_FragCoord.xy + jitter) - 0.5) * 0.012;
  gl_FragColor = vec4(col, 1.0);
}`;
