/**
 * Offers what can still work if the browser didn't keep the session cookie: asking it for storage access, or a tab of
 * its own, where the cookie is a first-party one. The URL is used up by then, so either needs a fresh one from the host
 * page (docs/integrate/messages.md). A tab is opened in the click itself: later, browsers block it. Only a URL of this
 * very host is opened in it.
 */
export const cookieBlockedScript = `const {code,requestId}=document.documentElement.dataset;
const [allow,open,status]=['allow','open','status'].map((id)=>document.getElementById(id));
const say=(text)=>{status.textContent=text};
const post=(name,payload)=>parent.postMessage({source:'embed',name,payload},'*');
if(parent===window)say('Allow cookies for '+location.hostname+', then go back to the page you came from and reload it.');
else{
post('error',{code,requestId});
open.hidden=false;
if(document.requestStorageAccess)document.hasStorageAccess().then((has)=>{allow.hidden=has});
allow.onclick=()=>document.requestStorageAccess().then(()=>post('sign',{target:'frame'}),()=>{
allow.hidden=true;say('Your browser didn’t allow it. Open the content in a new tab.')});
open.onclick=()=>{
const tab=window.open('');
if(!tab)return say('Your browser blocked the new tab.');
tab.opener=null;say('');
const stop=(text)=>{clearTimeout(timer);removeEventListener('message',receive);say(text)};
const timer=setTimeout(()=>{tab.close();stop('Reload the page you came from, and try again.')},10000);
const receive=({data,source})=>{
if(source!==parent||data?.source!=='embed-host'||data.name!=='url')return;
const url=URL.parse?URL.parse(data.payload?.url):new URL(data.payload.url);
if(url?.origin!==location.origin)return;
stop('The content is open in another tab.');tab.location.replace(url.href)};
addEventListener('message',receive);
post('sign',{target:'tab'})}}`;
