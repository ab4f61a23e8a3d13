import { b, shots, links } from "./shots.mjs";
for (const r of ["manager", "jpo-unit", "director"]) console.log(r, JSON.stringify(await links(r, "/staff/proposals", /proposals\/[0-9a-f]{8}-/), null, 0));
console.log(JSON.stringify(await links("jpo-unit", "/staff/proposals/calls", /calls\//)));
console.log(JSON.stringify(await links("administrator", "/staff/admin/organisation", /organisation\//)).slice(0, 900));
await shots("manager", [["staff", "/staff"], ["list", "/staff/proposals"], ["new", "/staff/proposals/new"]]);
await shots("hrd", [["staff", "/staff"]], false, [360]);
await shots("jpo-unit", [["list", "/staff/proposals"], ["calls", "/staff/proposals/calls"]]);
await b.close();
