/** The page where somebody changes their picture, and where its form is sent to without a script. */
export const profilePage = "/account/profile";
export const picturePath = `${profilePage}/picture`;
