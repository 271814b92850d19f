/**
 * Offers what can still work if the browser didn't keep the session cookie: asking it for storage access, or a tab of
 * its own, where the cookie is a first-party one. The URL is used up by then, so either needs a fresh one from the host
 * page (docs/integrate/messages.md). The tab is opened during the click, because browsers block it later, and only for a
 * URL on the same host. Elements are globals by their IDs; `code` and `requestId` come from the page.
 */
export const cookieBlockedScript = `const say=t=>{note.textContent=t},post=(name,payload)=>parent.postMessage({source:'embed',name,payload},'*'),sign=target=>post('sign',{target});
if(parent===window)say('Allow cookies, then reload the page you came from.');else{
post('error',{code,requestId});tab.hidden=0;
document.hasStorageAccess?.().then(has=>{allow.hidden=has});
allow.onclick=()=>document.requestStorageAccess().then(()=>sign('frame'),()=>{allow.hidden=1;say('Refused. Open a new tab.')});
tab.onclick=()=>{const w=open('');if(!w)return say('Your browser blocked the tab.');w.opener=null;
const t=setTimeout(()=>{w.close();say('Reload the page you came from.')},1e4);
onmessage=({data:d,source})=>{if(source!==parent||d?.source!=='embed-host'||d.name!=='url')return;
const u=new URL(d.payload.url);if(u.origin!==location.origin)return;
clearTimeout(t);onmessage=null;say('Opened in a new tab.');w.location.replace(u)};sign('tab')}}`;
