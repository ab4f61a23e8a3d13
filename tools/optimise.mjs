// Makes code smaller, in place: WebAssembly with Binaryen by a sixth, JavaScript with terser by a quarter. The bundler gives it the files:
// many at once, for starting Binaryen takes longer than most of them.
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import { minify } from "terser";

// Those that rustc takes for granted in a browser, and no more.
const FEATURES = ["BulkMemory", "BulkMemoryOpt", "Multivalue", "MutableGlobals", "NontrappingFPToInt", "ReferenceTypes", "SignExt"];

const features = FEATURES.reduce((all, name) => {
  if (!(name in binaryen.Features)) throw new Error(`Binaryen knows no feature ${name}`);
  return all | binaryen.Features[name];
}, 0);

// What `wasm-opt -Oz` sets.
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setGenerateStackIR(true);
binaryen.setOptimizeStackIR(true);

function smaller(wasm) {
  const module = binaryen.readBinary(wasm);
  module.setFeatures(features);
  module.optimize();
  module.optimize(); // What the first makes smaller, the second finds again.
  module.runPasses(["strip-debug", "strip-producers"]);
  const optimised = module.emitBinary();
  module.dispose();
  return optimised;
}

for (const file of process.argv.slice(2)) {
  const content = readFileSync(file);
  writeFileSync(file, file.endsWith(".js") ? (await minify(content.toString(), { module: true })).code : smaller(content));
}
