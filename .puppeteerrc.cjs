// The tests drive the system's own browsers: none is downloaded.
module.exports = {skipDownload: true};
