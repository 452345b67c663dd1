// Keeps the inspector's page and its files on the phone. Answers never pass through here.
importScripts('/offline/kept.js');
keepPages('campaign111-checks-1', () => true);
