// The text as the server counts it: code points, blocks with their starts. Offsets of a selection and back.

/** Read the blocks below `root`: their code points, and where they start. */
export function readText(root) {
  const blocks = [...root.querySelectorAll("[data-block]")].map((element) => {
    const points = Array.from(element.textContent);
    const start = Number(element.dataset.start);
    return { element, points, start, end: start + points.length };
  });
  return { blocks, range: (start, end) => rangeOf(blocks, start, end) };
}

/** The span [start, end] of the selection inside `root`, without white space at its edges; undefined for none. */
export function selected(text, root) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return undefined;
  let start;
  let end;
  for (const block of text.blocks) {
    if (!range.intersectsNode(block.element)) continue;
    const inner = document.createRange();
    inner.selectNodeContents(block.element);
    const before = inner.cloneRange();
    if (inner.comparePoint(range.startContainer, range.startOffset) === 0) {
      before.setEnd(range.startContainer, range.startOffset);
      inner.setStart(range.startContainer, range.startOffset);
    } else {
      before.collapse(true);
    }
    if (inner.comparePoint(range.endContainer, range.endOffset) === 0) {
      inner.setEnd(range.endContainer, range.endOffset);
    }
    const words = inner.toString();
    if (!words.trim()) continue;
    const lead = Array.from(words).length - Array.from(words.trimStart()).length;
    const from = block.start + Array.from(before.toString()).length + lead;
    start ??= from;
    end = from + Array.from(words.trim()).length;
  }
  return start === undefined ? undefined : [start, end];
}

/** The words from `start` to `end`, with one blank line between blocks. */
export function passageOf(text, start, end) {
  return text.blocks
    .filter((block) => block.start < end && block.end > start)
    .map((block) => block.points.slice(Math.max(0, start - block.start), end - block.start).join(""))
    .join("\n\n");
}

/** The span with one edge moved by a word, as the server does it. */
export function edges(text, [start, end], how) {
  const words = text.blocks
    .filter((block) => block.start < end + 2000 && block.end > start - 2000)
    .flatMap((block) => wordsOf(block));
  const last = (found) => (found.length ? Math.max(...found) : undefined);
  const first = (found) => (found.length ? Math.min(...found) : undefined);
  const starts = words.map(([left]) => left);
  const ends = words.map(([, right]) => right);
  if (how === "start-earlier") start = last(starts.filter((one) => one < start)) ?? start;
  if (how === "start-later") start = first(starts.filter((one) => one > start && one < end)) ?? start;
  if (how === "end-later") end = first(ends.filter((one) => one > end)) ?? end;
  if (how === "end-earlier") end = last(ends.filter((one) => one < end && one > start)) ?? end;
  return [start, end];
}

/** The spans of the sentences, in the order of the text, none across blocks. */
export function sentences(text) {
  const cut = new Intl.Segmenter(document.documentElement.lang || "en", { granularity: "sentence" });
  return text.blocks.flatMap((block) => {
    let at = block.start;
    return Array.from(cut.segment(block.points.join("")), ({ segment }) => {
      const from = at;
      at += Array.from(segment).length;
      return [from, from + Array.from(segment.trimEnd()).length];
    }).filter(([start, end]) => end > start);
  });
}

/** The sentence after (or before, or with one more) the span: from a whole block first its own first one. */
export function sentenceBy(text, [start, end], how) {
  const all = sentences(text);
  if (how === "more") {
    const next = all.find(([, right]) => right > end);
    return next && [start, next[1]];
  }
  const here = all.find(([left, right]) => left === start && right === end);
  if (how === "next") return here ? all.find(([left]) => left > start) : all.find(([, right]) => right > start);
  return all.filter(([left]) => (here ? left < start : left <= start)).at(-1);
}

function wordsOf(block) {
  const found = [];
  let begin = -1;
  block.points.forEach((point, index) => {
    if (/\s/u.test(point)) {
      if (begin >= 0) found.push([block.start + begin, block.start + index]);
      begin = -1;
    } else if (begin < 0) begin = index;
  });
  if (begin >= 0) found.push([block.start + begin, block.end]);
  return found;
}

function rangeOf(blocks, start, end) {
  const range = document.createRange();
  const from = pointIn(blocks, start, false);
  const to = pointIn(blocks, end, true);
  if (!from || !to) return undefined;
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

function pointIn(blocks, place, atEnd) {
  const block = blocks.find((one) => (atEnd ? one.start < place && place <= one.end : one.start <= place && place < one.end));
  if (!block) return undefined;
  let left = block.points.slice(0, place - block.start).join("").length;
  const walker = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { length } = walker.currentNode;
    if (left < length || (atEnd && left === length)) return [walker.currentNode, left];
    left -= length;
  }
  return undefined;
}
