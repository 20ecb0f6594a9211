-- How far the camera was turned from square to the lift, to either side, where the
-- coach says so. NULL = not known.

ALTER TABLE review ADD COLUMN camera_yaw_deg REAL;
