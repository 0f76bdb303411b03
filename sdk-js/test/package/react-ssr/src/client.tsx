import { hydrateRoot } from "react-dom/client";
import { App } from "./app";

const root = document.getElementById("app");
if (root) hydrateRoot(root, <App />);
