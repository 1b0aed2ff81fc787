<?php
// WordPress's own code for shortcodes, escaping and scripts, without its database: php wordpress.php <folder of WordPress> <plug-in>
// reads {"campus": …, "posts": […], "links": […], "server": …} from its input and writes what visitors get, and where WordPress asks
// what a link is shown as.
[, $wordpress, $plugin] = $argv;
$asked = json_decode(stream_get_contents(STDIN), true);
define('ABSPATH', rtrim($wordpress, '/') . '/');
define('WPINC', 'wp-includes');
define('WP_CONTENT_DIR', ABSPATH . 'wp-content');
define('WP_PLUGIN_DIR', dirname($plugin, 2));
define('WP_DEBUG', false);
foreach (['version', 'compat', 'load', 'plugin', 'cache', 'functions', 'formatting', 'l10n', 'kses', 'shortcodes', 'link-template', 'general-template', 'script-loader', 'functions.wp-scripts', 'functions.wp-styles'] as $file) {
    require_once ABSPATH . WPINC . "/$file.php";
}
wp_cache_init();
wp_cache_set('alloptions', ['blog_charset' => 'UTF-8'], 'options'); // in place of the database
foreach (['uggla_campus' => $asked['campus'], 'blog_charset' => 'UTF-8', 'siteurl' => 'https://blog.example', 'home' => 'https://blog.example'] as $name => $value) {
    add_filter("pre_option_$name", fn () => $value);
}
function current_user_can() { return false; } // a visitor
require $plugin;
remove_all_actions('wp_default_scripts');
remove_all_actions('wp_default_styles');
do_action('wp_enqueue_scripts');
$GLOBALS['wp_actions']['wp_enqueue_scripts'] = 1; // or WordPress complains that it is too early
$GLOBALS['wp_actions']['init'] = 1;
$html = array_map('do_shortcode', $asked['posts']);
ob_start();
wp_styles()->do_items();
wp_scripts()->do_items();
$head = ob_get_clean();
add_filter('pre_transient_uggla_server_' . md5(uggla_campus()), fn () => $asked['server'] ?? 'yes');
$asks = array_map(function ($url) {
    foreach (apply_filters('oembed_providers', []) as $pattern => [$address]) {
        if (preg_match($pattern, $url)) {
            return apply_filters('oembed_fetch_url', add_query_arg('url', urlencode($url), $address), $url, []);
        }
    }
    return null;
}, $asked['links'] ?? []);
echo json_encode(['posts' => $html, 'head' => $head, 'asks' => $asks, 'saved' => array_map('uggla_sanitize_campus', $asked['saved'] ?? [])], JSON_UNESCAPED_SLASHES);
