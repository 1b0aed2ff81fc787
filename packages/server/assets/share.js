// What fills the screen lies over all that came before it: the name is laid over it anew. A browser without popovers
// shows it over the page alone.
const mark = document.querySelector('.watermark');
const lift = () => {
  if (mark.matches(':popover-open')) mark.hidePopover();
  mark.showPopover();
};
if (mark?.showPopover) {
  document.addEventListener('fullscreenchange', lift);
  lift();
}
