// Keeps the page of a report that somebody writes and its files. What is typed never passes through here.
importScripts('/offline/kept.js');
keepPages('campaign111-reports-1', url => (url.pathname.endsWith('/edit') || url.pathname.includes('.')) && !url.pathname.endsWith('.docx'));
