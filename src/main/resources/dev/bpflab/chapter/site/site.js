'use strict';
(function () {
  const up = document.body.dataset.up;
  const contents = document.querySelector('.contents details');
  if (contents && !window.matchMedia('(min-width: 60rem)').matches) {
    contents.open = false;
    contents.addEventListener('click', function (event) {
      if (event.target.closest('a')) { contents.open = false; }
    });
  }

  // Copy buttons
  document.querySelectorAll('.listingblock:not(.output) > .content > pre').forEach(function (pre) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', function () {
      const text = Array.from(pre.querySelectorAll('code').length ? pre.querySelectorAll('code') : [pre])
        .map(function (code) {
          const clone = code.cloneNode(true);
          clone.querySelectorAll('.conum, i.conum + b').forEach(function (mark) { mark.remove(); });
          return clone.textContent;
        }).join('\n');
      copy(text).then(function () { said(button, 'Copied'); }, function () { said(button, 'Press Ctrl+C'); select(pre); });
    });
    pre.parentElement.prepend(button);
  });

  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) { return navigator.clipboard.writeText(text); }
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done ? Promise.resolve() : Promise.reject();
  }

  function said(button, word) {
    button.textContent = word;
    setTimeout(function () { button.textContent = 'Copy'; }, 2000);
  }

  function select(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  // Answers, hints and solutions are unfolded on paper.
  addEventListener('beforeprint', function () {
    document.querySelectorAll('main details').forEach(function (details) { details.open = true; });
  });

  // Where a link leads into something folded, it is unfolded.
  function unfold() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) { if (at.tagName === 'DETAILS') { at.open = true; } }
  }
  addEventListener('hashchange', unfold);
  unfold();

  // Search
  const form = document.getElementById('site-search');
  const input = document.getElementById('site-words');
  const hits = document.getElementById('site-hits');
  const MOST = 30;
  const AROUND = 70;
  let index = null;
  let asked = false;
  form.hidden = false;

  window.bpflabIndex = function (entries) {
    index = entries.map(function (entry) {
      return { a: entry.a, t: entry.t, p: entry.p, x: entry.x, title: entry.t.toLowerCase(), text: entry.x.toLowerCase() };
    });
    show();
  };

  function load() {
    if (asked) { return; }
    asked = true;
    const script = document.createElement('script');
    script.src = up + 'assets/search-index.js';
    script.onerror = function () { note('The search index could not be read.'); };
    document.head.append(script);
  }

  function note(text) {
    hits.replaceChildren(Object.assign(document.createElement('p'), { textContent: text }));
    hits.hidden = false;
  }

  function marked(text, words) {
    const node = document.createElement('span');
    const lower = text.toLowerCase();
    let at = 0;
    while (at < text.length) {
      let next = -1;
      let found = '';
      words.forEach(function (word) {
        const i = lower.indexOf(word, at);
        if (i >= 0 && (next < 0 || i < next)) { next = i; found = word; }
      });
      if (next < 0) { break; }
      node.append(text.slice(at, next));
      node.append(Object.assign(document.createElement('mark'), { textContent: text.slice(next, next + found.length) }));
      at = next + found.length;
    }
    node.append(text.slice(at));
    return node;
  }

  function excerpt(entry, words) {
    const at = Math.max(0, entry.text.indexOf(words[0]));
    const from = Math.max(0, entry.x.lastIndexOf(' ', Math.max(0, at - AROUND)) + (at > AROUND ? 1 : 0));
    const to = Math.min(entry.x.length, at + 2 * AROUND);
    return (from > 0 ? '\u2026 ' : '') + entry.x.slice(from, to) + (to < entry.x.length ? ' \u2026' : '');
  }

  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) { hits.hidden = true; return; }
    if (!index) { load(); return; }
    const found = index.filter(function (entry) {
      return words.every(function (word) { return entry.title.includes(word) || entry.text.includes(word); });
    });
    // First where the words stand in a title, then where they begin words, then where they are parts of some.
    const begins = words.map(function (word) {
      return new RegExp('(?<![\\p{L}\\p{N}])' + word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'u');
    });
    const all = function (text) { return begins.every(function (begin) { return begin.test(text); }); };
    found.forEach(function (entry) { entry.rank = all(entry.title) ? 0 : all(entry.text) ? 1 : 2; });
    found.sort(function (one, other) { return one.rank - other.rank; });
    const list = document.createElement('ol');
    found.slice(0, MOST).forEach(function (entry) {
      const item = document.createElement('li');
      const link = Object.assign(document.createElement('a'), { href: up + entry.a });
      link.append(marked(entry.t, words));
      item.append(link);
      if (entry.p) { item.append(Object.assign(document.createElement('span'), { className: 'of', textContent: ' in ' + entry.p })); }
      const text = document.createElement('p');
      text.append(marked(excerpt(entry, words), words));
      item.append(text);
      list.append(item);
    });
    const count = found.length === 0 ? 'Nothing was found; fewer or shorter words find more.'
      : found.length + (found.length === 1 ? ' section' : ' sections') + (found.length > MOST ? ', the first ' + MOST : '');
    const said = Object.assign(document.createElement('p'), { className: 'count', textContent: count });
    hits.replaceChildren(said, list);
    hits.hidden = false;
  }

  input.addEventListener('focus', load);
  input.addEventListener('input', show);
  hits.addEventListener('click', function (event) { if (event.target.closest('a')) { hits.hidden = true; } });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    const first = hits.querySelector('a');
    if (first) { first.focus(); }
  });
  addEventListener('keydown', function (event) {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    } else if (event.key === 'Escape' && !hits.hidden) {
      hits.hidden = true;
      input.value = '';
      input.focus();
    }
  });
  const query = new URLSearchParams(location.search).get('q');
  if (query) { input.value = query; show(); }
})();
