import {
  Box3,
  LoadingManager,
  PerspectiveCamera,
  PMREMGenerator,
  Scene,
  Sphere,
  Spherical,
  TextureLoader,
  Vector3,
  WebGLRenderer,
  type Material,
  type Mesh,
  type Object3D,
} from 'three';
import {OrbitControls} from 'three/addons/controls/OrbitControls.js';
import {RoomEnvironment} from 'three/addons/environments/RoomEnvironment.js';
import {GLTFLoader} from 'three/addons/loaders/GLTFLoader.js';

/** From where the model is seen: degrees around it and above it, and how large it is beside the whole of it. */
export interface ModelPlace {
  readonly around: number;
  readonly above: number;
  readonly size: number;
}

/** A model that is shown. Nothing in it moves by itself: it is drawn anew when somebody has turned it. */
export interface ModelScene {
  readonly place: ModelPlace;
  /** Degrees to the right and upwards. */
  turn(right: number, up: number): void;
  /** More than 1: closer. */
  zoom(factor: number): void;
  /** As at first. */
  reset(): void;
  close(): void;
}

const START = {around: 30, above: 15};
const FIELD_OF_VIEW = 30;
/** How much closer and further away one may go than where all of it is seen. */
const CLOSEST = 4;
const FURTHEST = 0.5;
const DEGREE = Math.PI / 180;

/**
 * Shows a GLB in a canvas.
 *
 * @param changed - Called after each drawing.
 * @param lost - The system took the graphics away.
 * @throws What cannot be read as a GLB with all that it needs inside.
 */
export async function openScene(
  canvas: HTMLCanvasElement,
  bytes: ArrayBuffer,
  {changed, lost}: {changed: () => void; lost: () => void},
): Promise<ModelScene> {
  const model = await readModel(bytes);
  const box = new Box3().setFromObject(model);
  const {radius} = box.getBoundingSphere(new Sphere());
  if (!(radius > 0)) throw new Error('there is nothing to be seen in it');
  model.position.sub(box.getCenter(new Vector3()));

  const renderer = new WebGLRenderer({canvas, antialias: true, alpha: true});
  renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
  const scene = new Scene();
  const light = new PMREMGenerator(renderer);
  scene.environment = light.fromScene(new RoomEnvironment(), 0.04, 0.1, 100, {size: 64}).texture;
  light.dispose();
  scene.add(model);

  const whole = (radius / Math.sin((FIELD_OF_VIEW / 2) * DEGREE)) * 1.05;
  const camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, radius / 100, whole * 4);
  const controls = new OrbitControls(camera, canvas);
  controls.enablePan = false;
  controls.enableZoom = false; // until it has the focus: who scrolls past it must not be caught by it
  controls.minDistance = whole / CLOSEST;
  controls.maxDistance = whole / FURTHEST;
  canvas.style.touchAction = 'pan-y'; // a finger that moves up or down moves the page

  const draw = () => {
    renderer.render(scene, camera);
    changed();
  };
  const at = () => new Spherical().setFromVector3(camera.position);
  const go = ({radius: far, phi, theta}: Spherical) => {
    const distance = Math.min(controls.maxDistance, Math.max(controls.minDistance, far));
    camera.position.setFromSpherical(new Spherical(distance, phi, theta).makeSafe());
    controls.update();
    draw();
  };
  const reset = () => go(new Spherical(whole, (90 - START.above) * DEGREE, START.around * DEGREE));
  const resize = new ResizeObserver(() => {
    const {clientWidth, clientHeight} = canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    renderer.setSize(clientWidth, clientHeight, false);
    camera.aspect = clientWidth / clientHeight;
    camera.zoom = Math.min(1, camera.aspect); // all of it on a screen that stands
    camera.updateProjectionMatrix();
    draw();
  });
  const listening = new AbortController();
  const {signal} = listening;
  controls.addEventListener('change', draw);
  const follow = () => (controls.enableZoom = canvas.matches(':focus'));
  canvas.addEventListener('focus', follow, {signal});
  canvas.addEventListener('blur', follow, {signal});
  // Two fingers mean it, whatever has the focus. The page must not take them for its own, as `pan-y` lets it.
  const touched = ({pointerType}: PointerEvent) => pointerType === 'touch' && (controls.enableZoom = true);
  canvas.addEventListener('pointerdown', touched, {signal, capture: true});
  canvas.addEventListener('pointerup', follow, {signal});
  canvas.addEventListener('pointercancel', follow, {signal});
  const taken = (event: TouchEvent) => event.touches.length > 1 && event.preventDefault();
  canvas.addEventListener('touchstart', taken, {signal, passive: false});
  canvas.addEventListener('webglcontextlost', lost, {signal});
  resize.observe(canvas);
  reset();

  return {
    get place() {
      const {radius: far, phi, theta} = at();
      return {around: Math.round(theta / DEGREE), above: Math.round(90 - phi / DEGREE), size: whole / far};
    },
    turn(right, up) {
      const {radius: far, phi, theta} = at();
      go(new Spherical(far, phi + up * DEGREE, theta - right * DEGREE));
    },
    zoom(factor) {
      const {radius: far, phi, theta} = at();
      go(new Spherical(far / factor, phi, theta));
    },
    reset,
    close() {
      listening.abort();
      resize.disconnect();
      controls.dispose();
      scene.environment?.dispose();
      release(model);
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

/** All is taken out of the file itself: a model asks no address for anything. */
async function readModel(bytes: ArrayBuffer): Promise<Object3D> {
  const manager = new LoadingManager();
  manager.setURLModifier((address) => (address.startsWith('blob:') ? address : 'data:,'));
  const loader = new GLTFLoader(manager);
  loader.register((parser) => {
    // Pictures come by <img>: the other loader fetches them, which a policy without `connect-src blob:` refuses.
    parser.textureLoader = new TextureLoader(manager);
    return {name: 'UGGLA_pictures'};
  });
  return (await loader.parseAsync(bytes, '')).scene;
}

function release(model: Object3D): void {
  model.traverse((one) => {
    const {geometry, material} = one as Partial<Mesh>;
    geometry?.dispose();
    for (const each of material ? [material].flat() : []) releaseMaterial(each);
  });
}

function releaseMaterial(material: Material): void {
  for (const value of Object.values(material))
    if ((value as {isTexture?: boolean} | null)?.isTexture) (value as {dispose(): void}).dispose();
  material.dispose();
}
