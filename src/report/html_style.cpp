// SPDX-License-Identifier: Apache-2.0
#include "report/html_style.hpp"

namespace relook::report {
namespace {

constexpr std::string_view kStyle = R"css(
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --soft: #5a636e; --line: #d9dde2; --panel: #f6f7f9;
  --good: #1a6b3c; --bad: #a8201a; --unsure: #8a5a00; --muted: #69727d; --neutral: #3a5a80;
  --land: #eef0f2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --ink: #e4e7ea; --soft: #9aa4ae; --line: #333a41; --panel: #1c2024;
    --good: #6cc492; --bad: #f0837c; --unsure: #e0b054; --muted: #8d97a1; --neutral: #8fb3dc;
    --land: #23282d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
main { max-width: 60rem; margin: 0 auto; padding: 3rem 2rem 4rem; }
.notice {
  margin: 0 0 2rem; padding: .3rem .8rem; border: 1px solid var(--unsure); border-radius: 3px;
  color: var(--unsure); font-size: .875rem; display: inline-block;
}
h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 600; margin: 0; letter-spacing: -.01em; }
h2 { font-size: 1.3rem; line-height: 1.3; font-weight: 600; margin: 3rem 0 .75rem; }
h3 { font-size: 1.05rem; font-weight: 600; margin: 2rem 0 .5rem; }
h4 { font-size: 1rem; font-weight: 600; color: var(--soft); margin: 1.5rem 0 .5rem; }
p { margin: .75rem 0; max-width: 44rem; white-space: pre-line; }
.subtitle { color: var(--soft); margin: .4rem 0 0; }
.soft { color: var(--soft); font-size: .875rem; }
.heard {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
.good { --tone: var(--good); } .bad { --tone: var(--bad); } .unsure { --tone: var(--unsure); }
.muted { --tone: var(--muted); } .neutral { --tone: var(--neutral); }
.verdict, .note { border-left: 4px solid var(--tone); padding: .1rem 0 .1rem 1.25rem; }
.verdict { margin: 2rem 0; }
.verdict .word {
  font-size: 1.7rem; line-height: 1.3; font-weight: 600; color: var(--tone); margin: 0;
}
.verdict p:last-child { margin: .25rem 0 0; font-size: 1.0625rem; }
.note { margin: 1.5rem 0; }
.note p { margin: .1rem 0; }
.note .head { font-weight: 600; color: var(--tone); }
dl.values {
  display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .3rem 2rem;
  margin: 1.5rem 0;
}
dl.values dt { color: var(--soft); }
dl.values dd { margin: 0; white-space: pre-line; }
figure { margin: 2rem 0; }
figcaption, caption { font-size: 1rem; text-align: left; font-weight: 600; margin: 0 0 .6rem; padding: 0; }
.key {
  display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .6rem 0; padding: 0;
  color: var(--soft); font-size: .875rem; list-style: none;
}
.key svg { width: 1.6rem; height: .8rem; margin-right: .4rem; vertical-align: -.05rem; }
.bar {
  display: grid; grid-template-columns: 13rem 1fr 14rem; gap: 0 1.5rem; align-items: center;
  padding: .7rem 0; border-top: 1px solid var(--line); break-inside: avoid;
}
.bar .label { font-weight: 500; line-height: 1.35; }
.bar .label small, .bar .exact { display: block; color: var(--soft); font-size: .8125rem; }
.bar .exact { line-height: 1.4; }
.bar svg { width: 100%; height: 1.75rem; display: block; overflow: visible; }
.bar .result, .badge { color: var(--tone); font-weight: 600; }
.track { fill: var(--line); } .sure { fill: var(--tone); } .possible { fill: var(--tone); }
.possible { fill-opacity: .35; }
.limit { stroke: var(--ink); stroke-width: 2; }
.span {
  display: grid; grid-template-columns: 13rem 1fr; gap: 0 1.5rem; padding: .6rem 0;
  border-top: 1px solid var(--line); break-inside: avoid;
}
.span.axis { border-top: 0; padding: 0; }
.span .label { font-weight: 500; line-height: 1.35; }
.span .label small { display: block; color: var(--soft); font-size: .8125rem; font-weight: 400; }
.span svg { width: 100%; height: 1.5rem; display: block; overflow: visible; }
.span .grid { stroke: var(--line); stroke-width: 1; }
.span .mark, .key .mark { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 3 2; }
.span text { fill: var(--soft); font-size: 12px; }
.step { fill: var(--tone); }
.steps { list-style: none; margin: .2rem 0 0; padding: 0; font-size: .8125rem; line-height: 1.45; }
.steps .word { color: var(--tone); font-weight: 600; }
.pairs tbody th, .matrix tbody th { color: var(--ink); font-weight: 500; vertical-align: top; }
.pairs tbody th { border-bottom: 0; }
.pairs tr.pair td { border-bottom: 0; width: 36%; }
.pairs small, .matrix small { display: block; color: var(--soft); font-size: .8125rem; }
.pairs tr.because td { border-bottom: 1px solid var(--line); color: var(--soft); padding-top: 0; }
.pairs ul { margin: 0; padding-left: 1.1rem; }
.pairs tbody { break-inside: avoid; }
.matrix td, .matrix th { padding: .45rem .7rem .45rem 0; }
.matrix td { position: relative; padding-left: .6rem; border-left: 3px solid var(--tone); }
.matrix td::before {
  content: ""; position: absolute; inset: 0; background: var(--tone); opacity: .13;
  pointer-events: none;
}
.matrix td.neutral { --tone: transparent; }
.matrix td > span { position: relative; }
.scroll { overflow-x: auto; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.45; }
th, td { padding: .45rem 1.4rem .45rem 0; text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
th {
  font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--soft);
  vertical-align: bottom; overflow-wrap: normal;
}
td { border-bottom: 1px solid var(--line); white-space: pre-line; min-width: 3.5rem; }
td.number, td.date, td .badge { white-space: nowrap; }
.right { text-align: right; } .centre { text-align: center; }
.sign { color: var(--tone); font-weight: 600; }
details { color: var(--soft); font-size: .875rem; margin: .5rem 0 2rem; }
details dl { margin: .5rem 0; } details dt { color: var(--ink); } details dd { margin: 0 0 .4rem; }
.map > svg { width: 100%; max-width: 44rem; height: auto; border: 1px solid var(--line); display: block; }
.land { fill: var(--land); stroke: var(--line); stroke-width: 1; }
.point { fill: var(--tone); fill-opacity: .8; stroke: var(--paper); stroke-width: .8; }
.scale { stroke: var(--soft); stroke-width: 1.5; fill: none; }
.scale-text { fill: var(--soft); font-size: 12px; }
footer {
  margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line);
  color: var(--soft); font-size: .8125rem;
}
@media (max-width: 46rem) {
  main { padding: 1.5rem 1rem 3rem; }
  .bar, .span { grid-template-columns: 1fr; gap: .35rem; }
  dl.values { grid-template-columns: 1fr; gap: 0; } dl.values dd { margin-bottom: .5rem; }
}
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root {
    --paper: #fff; --ink: #000; --soft: #444; --line: #ccc; --panel: #fff; --land: #eee;
    --good: #145a32; --bad: #8e1b16; --unsure: #704a00; --muted: #555; --neutral: #2f4a6b;
  }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  h2, h3, h4, caption, figcaption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .verdict, .note, .map { break-inside: avoid; }
  .scroll { overflow: visible; }
  .bar { grid-template-columns: 10rem 1fr 12rem; gap: 0 1rem; padding: .45rem 0; }
  .page { break-before: page; }
}
)css";

}  // namespace

std::string_view html_style() { return kStyle; }

}  // namespace relook::report
