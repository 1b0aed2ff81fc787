import '../families.js';
import '@uggla/course/define.js';
