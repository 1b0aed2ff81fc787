import {createRoot} from 'react-dom/client';
import {App} from './app.jsx';
import './main.css';

createRoot(document.querySelector('#root')).render(<App />);
