// What every page does beyond what it can without a script: its menu closes again, it prints whole, and it opens
// where the network is cut.
import {keepShell} from './shell.js';

for(const button of document.querySelectorAll('button.print')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

addEventListener('beforeprint', () => {
  for(const one of document.querySelectorAll('details.all')) one.open = true;
});

const menu = document.querySelector('.languages details');
if(menu) {
  document.addEventListener('keydown', event => {
    if(event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  document.addEventListener('click', event => {
    if(!menu.contains(event.target)) menu.open = false;
  });
}

// What stands behind the # goes along to another language: the node hears nothing of it.
for(const link of document.querySelectorAll('.languages a')) {
  link.addEventListener('click', () => { link.hash = location.hash; });
}

// What somebody shows by a link, and a paper card, are for the form; a page that answers has none, and to a
// browser the link is only another place in it: the form is opened anew.
addEventListener('hashchange', () => {
  const isForForm = /^#(show|paper)=/i.test(location.hash) && location.pathname === '/check';
  if(!isForForm || document.querySelector('form.check')) return;
  const language = new URLSearchParams(location.search).get('lang') ?? document.documentElement.lang;
  location.assign(`/check?lang=${language.replace(' ', '+')}&form${location.hash}`);
});

keepShell();
