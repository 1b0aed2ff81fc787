<?php
/**
 * Plugin Name: Uggla
 * Description: Courses, guides, products and videos of your Uggla campus in any post: a block, a shortcode, one setting.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT
 * Text Domain: uggla
 */

if (!defined('ABSPATH')) {
    exit;
}

/** The elements, and the file of the bundle that brings each. */
const UGGLA_ELEMENTS = [
    'player' => 'uggla-player.js',
    'course' => 'uggla-course.js',
    'guide' => 'uggla-course.js',
    'campus' => 'uggla-catalog.js',
    'portfolio' => 'uggla-catalog.js',
    'chat' => 'uggla-chat.js',
];

/** Attributes that hold an address: they are taken from the campus on. */
const UGGLA_ADDRESSES = ['src', 'campus', 'poster', 'storyboard', 'endpoint'];

/** Address of the campus, with a slash at its end; empty while nobody has set it. */
function uggla_campus() {
    $address = trim((string) get_option('uggla_campus', ''));
    return $address === '' ? '' : trailingslashit($address);
}

/** What may be saved as the address of the campus. */
function uggla_sanitize_campus($value) {
    return esc_url_raw(trim((string) $value), ['http', 'https']);
}

/** An address out of a shortcode, from the campus on; empty when it may not be used. */
function uggla_address($value, $campus) {
    $value = trim($value);
    if (preg_match('#^[a-z][a-z0-9+.-]*:#i', $value) || strpos($value, '//') === 0) {
        return esc_url_raw($value, ['http', 'https']);
    }
    return esc_url_raw($campus . ltrim($value, '/'), ['http', 'https']);
}

/** [uggla element="portfolio" src="portfolio.json" layout="feed"] */
function uggla_shortcode($attributes) {
    $attributes = is_array($attributes) ? $attributes : [];
    $campus = uggla_campus();
    $element = isset($attributes['element']) ? strtolower((string) $attributes['element']) : 'campus';
    if ($campus === '' || !isset(UGGLA_ELEMENTS[$element])) {
        return current_user_can('edit_posts') ? '<p>' . esc_html__('Uggla: set the address of the campus under Settings → Reading, and name an element that there is.', 'uggla') . '</p>' : '';
    }
    if ($element === 'campus' && empty($attributes['src'])) {
        $attributes['src'] = 'campus.json';
    }
    uggla_enqueue($element, $campus);
    $html = '';
    foreach ($attributes as $name => $value) {
        if (is_int($name)) { // [uggla kiosk]: a name without a value
            [$name, $value] = [(string) $value, 'true'];
        }
        $name = strtolower($name);
        // no handlers, no styles, nothing that is no attribute of an element of ours
        if ($name === 'element' || !preg_match('/^[a-z][a-z-]*$/', $name) || preg_match('/^(on|style$|srcdoc$|cast-sdk$|frame$|is$|slot$)/', $name)) {
            continue;
        }
        $value = html_entity_decode((string) $value, ENT_QUOTES, 'UTF-8');
        if (in_array($name, UGGLA_ADDRESSES, true)) {
            $value = uggla_address($value, $campus);
            if ($value === '') {
                continue;
            }
        }
        $html .= $value === 'true' ? ' ' . $name : ' ' . $name . '="' . esc_attr($value) . '"';
    }
    return "<uggla-$element$html></uggla-$element>";
}

/** Styles and the module of an element, once for each page that shows it. */
function uggla_enqueue($element, $campus) {
    $bundle = $campus . 'assets/uggla/';
    wp_enqueue_style('uggla', $bundle . 'uggla.css', [], null);
    $file = UGGLA_ELEMENTS[$element];
    wp_enqueue_script('uggla-' . basename($file, '.js'), $bundle . $file, [], null, true);
}

/** The elements are modules. */
function uggla_script_tag($tag, $handle) {
    return strpos($handle, 'uggla-uggla-') === 0 ? str_replace('<script ', '<script type="module" crossorigin="anonymous" ', preg_replace('/ type=([\'"])[^\'"]*\1/', '', $tag)) : $tag;
}

/** The one setting, beside what else is about reading. */
function uggla_settings() {
    register_setting('reading', 'uggla_campus', ['type' => 'string', 'sanitize_callback' => 'uggla_sanitize_campus', 'default' => '']);
    add_settings_field('uggla_campus', __('Uggla campus', 'uggla'), 'uggla_setting_field', 'reading', 'default', ['label_for' => 'uggla_campus']);
}

function uggla_setting_field() {
    echo '<input type="url" class="regular-text code" id="uggla_campus" name="uggla_campus" placeholder="https://campus.example/" value="' . esc_attr(get_option('uggla_campus', '')) . '">';
}

/** The block is the shortcode with a form. */
function uggla_block() {
    wp_register_script('uggla-block', plugins_url('block.js', __FILE__), ['wp-blocks', 'wp-element', 'wp-components', 'wp-block-editor', 'wp-server-side-render'], '0.1.0', true);
    register_block_type('uggla/element', [
        'api_version' => 2,
        'title' => 'Uggla',
        'category' => 'embed',
        'icon' => 'video-alt3',
        'editor_script' => 'uggla-block',
        'attributes' => [
            'element' => ['type' => 'string', 'default' => 'campus'],
            'src' => ['type' => 'string', 'default' => ''],
            'options' => ['type' => 'string', 'default' => ''],
        ],
        'render_callback' => 'uggla_render_block',
    ]);
}

/** The editor shows the block as visitors will see it. */
function uggla_editor() {
    $campus = uggla_campus();
    if ($campus !== '') {
        wp_enqueue_style('uggla', $campus . 'assets/uggla/uggla.css', [], null);
        wp_enqueue_script('uggla-uggla-editor', $campus . 'assets/uggla/uggla.js', [], null, true);
    }
}

function uggla_render_block($attributes) {
    $more = shortcode_parse_atts((string) ($attributes['options'] ?? ''));
    $own = ['element' => $attributes['element'] ?? 'campus'] + (($attributes['src'] ?? '') === '' ? [] : ['src' => $attributes['src']]);
    return uggla_shortcode($own + (is_array($more) ? $more : []));
}

/** What an address of the campus looks like. */
function uggla_pattern($campus) {
    return '#^' . preg_quote(untrailingslashit($campus), '#') . '(?:[/?\#]|$)#';
}

/** Links to the campus that stand alone become what they lead to: WordPress trusts whom it is told of, and asks there. */
function uggla_oembed_providers($providers) {
    $campus = uggla_campus();
    return $campus === '' ? $providers : $providers + [uggla_pattern($campus) => [$campus . 'oembed', true]];
}

/** On a narrow screen the frame is no wider than the post. */
function uggla_oembed_result($html, $url) {
    $campus = uggla_campus();
    return is_string($html) && $campus !== '' && preg_match(uggla_pattern($campus), $url) ? str_replace('<iframe ', '<iframe style="max-width:100%" ', $html) : $html;
}

/** A campus of plain files has an answer beside each page; which item is open in the campus itself only a server can tell. */
function uggla_oembed_address($address, $url) {
    $campus = uggla_campus();
    if ($campus === '' || strpos($address, $campus . 'oembed?') !== 0 || strpos($url, '#/item/') !== false || uggla_has_server($campus)) {
        return $address;
    }
    $page = preg_replace('/[?#].*$/s', '', $url);
    if (preg_match('#(?:[/\\\\]|%2f|%5c)(?:\.|%2e){1,2}(?:[/\\\\]|%2f|%5c|$)#i', $page)) { // it leads out of the campus
        return $address;
    }
    $page = preg_match('#/[^/.]*$#', $page) ? trailingslashit($page) : $page;
    return substr($page, 0, strrpos($page, '/') + 1) . 'oembed.json';
}

/** Whether `uggla serve` answers there; asked once an hour. */
function uggla_has_server($campus) {
    $key = 'uggla_server_' . md5($campus);
    $known = get_transient($key);
    if ($known === false) {
        $answer = wp_safe_remote_get(add_query_arg('url', rawurlencode($campus), $campus . 'oembed'), ['timeout' => 5]);
        $known = wp_remote_retrieve_response_code($answer) === 200 && isset(json_decode(wp_remote_retrieve_body($answer))->html) ? 'yes' : 'no';
        set_transient($key, $known, HOUR_IN_SECONDS);
    }
    return $known === 'yes';
}

add_shortcode('uggla', 'uggla_shortcode');
add_filter('script_loader_tag', 'uggla_script_tag', 10, 2);
add_action('admin_init', 'uggla_settings');
add_action('init', 'uggla_block');
add_action('enqueue_block_editor_assets', 'uggla_editor');
add_filter('oembed_providers', 'uggla_oembed_providers');
add_filter('oembed_fetch_url', 'uggla_oembed_address', 10, 2);
add_filter('oembed_result', 'uggla_oembed_result', 10, 2);
